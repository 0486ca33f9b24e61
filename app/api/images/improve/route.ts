import { route } from "@/lib/http";
import { improvePrompt } from "@/lib/images";
import { ImprovePromptInput } from "@/lib/images/schema";

/** POST /api/images/improve: a suggestion of better words for a picture, by the chosen chat model. Leaving ends it. */
export const POST = route({
  access: "user",
  limit: "generation",
  body: ImprovePromptInput,
  handle: async ({ ctx, body }) => Response.json(await improvePrompt(ctx, body)),
});
