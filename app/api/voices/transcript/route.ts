import { Readable } from "node:stream";
import { route } from "@/lib/http";
import { dictate } from "@/lib/transcriptions";
import { cutSample } from "@/lib/voices";
import { TranscribeSampleInput } from "@/lib/voices/schema";

/** POST /api/voices/transcript: the words of a part of a recording, by one paid call of a transcription model. */
export const POST = route({
  access: "user",
  limit: "generation",
  body: TranscribeSampleInput,
  handle: async ({ ctx, body: { modelId, requestKey, ...part } }) => {
    const { wav } = await cutSample(ctx, part);
    const body = Readable.toWeb(Readable.from([wav])) as ReadableStream<Uint8Array>;
    return Response.json(await dictate(ctx, { requestKey, modelId, body }));
  },
});
