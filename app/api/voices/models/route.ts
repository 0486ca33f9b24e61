import { route } from "@/lib/http";
import { listVoiceModels } from "@/lib/voices";

/** GET /api/voices/models: those that speak with voices of one's own. */
export const GET = route({
  access: "user",
  handle: async ({ ctx }) => Response.json({ models: await listVoiceModels(ctx) }),
});
