import { route } from "@/lib/http";
import { createPrompt, listPrompts } from "@/lib/prompts";
import { CreatePromptInput, ListPromptsInput } from "@/lib/prompts/schema";

/** GET /api/prompts: the caller's own and the shared ones, by name, one page at a time. */
export const GET = route({
  access: "user",
  query: ListPromptsInput,
  handle: async ({ ctx, query }) => Response.json(await listPrompts(ctx, query)),
});

/** POST /api/prompts */
export const POST = route({
  access: "user",
  body: CreatePromptInput,
  handle: async ({ ctx, body }) => Response.json({ prompt: await createPrompt(ctx, body) }, { status: 201 }),
});
