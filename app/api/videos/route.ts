import { route } from "@/lib/http";
import { startVideo } from "@/lib/videos";
import { StartVideoInput } from "@/lib/videos/schema";

/** POST /api/videos: takes a wish for a clip; 202 with its creation. */
export const POST = route({
  access: "user",
  limit: "generation",
  body: StartVideoInput,
  handle: async ({ ctx, body }) => Response.json({ creation: await startVideo(ctx, body) }, { status: 202 }),
});
