import { route } from "@/lib/http";
import { listSpeechModels } from "@/lib/speech";

/** GET /api/speech/models: what /speech draws its form from. */
export const GET = route({
  access: "user",
  handle: async ({ ctx }) => Response.json({ models: await listSpeechModels(ctx) }),
});
