import { route } from "@/lib/http";
import { listTranscriptions, startTranscription } from "@/lib/transcriptions";
import { ListTranscriptionsInput, StartTranscriptionInput } from "@/lib/transcriptions/schema";

/** GET /api/transcriptions[?before&limit]: the caller's, newest first. */
export const GET = route({
  access: "user",
  query: ListTranscriptionsInput,
  handle: async ({ ctx, query }) => Response.json(await listTranscriptions(ctx, query)),
});

/** POST /api/transcriptions: a recording is to be written down. The server goes on with it whoever stays to watch. */
export const POST = route({
  access: "user",
  limit: "generation",
  body: StartTranscriptionInput,
  handle: async ({ ctx, body }) =>
    Response.json({ transcription: await startTranscription(ctx, body) }, { status: 202 }),
});
