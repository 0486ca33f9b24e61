import { route } from "@/lib/http";
import { serveSample } from "@/lib/speech";
import { SpeechParams } from "@/lib/speech/schema";

/** GET /api/speech/samples/:id: its sound. */
export const GET = route({
  access: "user",
  params: SpeechParams,
  handle: ({ ctx, params, request }) => serveSample(ctx, { ...params, headers: request.headers }),
});
