import { route } from "@/lib/http";
import { reportVoices } from "@/lib/voices";

/** GET /api/admin/voices: everybody's voices, and those that the provider has and nobody here knows. */
export const GET = route({
  access: "admin",
  handle: async ({ ctx }) => Response.json(await reportVoices(ctx)),
});
