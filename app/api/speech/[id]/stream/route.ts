import { route } from "@/lib/http";
import { streamSpeech } from "@/lib/speech";
import { SpeechParams } from "@/lib/speech/schema";

/** GET /api/speech/:id/stream: the sound from its beginning, while it is made and afterwards. */
export const GET = route({
  access: "user",
  params: SpeechParams,
  handle: ({ ctx, params, request }) => streamSpeech(ctx, { ...params, headers: request.headers }),
});
