import { route } from "@/lib/http";
import { deleteTranscription, findTranscription } from "@/lib/transcriptions";
import { TranscriptionParams } from "@/lib/transcriptions/schema";

/** GET /api/transcriptions/:id */
export const GET = route({
  access: "user",
  params: TranscriptionParams,
  handle: async ({ ctx, params }) => Response.json({ transcription: await findTranscription(ctx, params) }),
});

/** DELETE /api/transcriptions/:id: for good; the recording stays. */
export const DELETE = route({
  access: "user",
  params: TranscriptionParams,
  handle: async ({ ctx, params }) => {
    await deleteTranscription(ctx, params);
    return new Response(null, { status: 204 });
  },
});
