import { route } from "@/lib/http";
import { findTranscriptionOffer } from "@/lib/transcriptions";

/** GET /api/transcriptions/models: what speech can be written down with here, or why it cannot. */
export const GET = route({
  access: "user",
  handle: async ({ ctx }) => Response.json(await findTranscriptionOffer(ctx)),
});
