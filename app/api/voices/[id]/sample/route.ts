import { route } from "@/lib/http";
import { serveSample } from "@/lib/voices";
import { VoiceParams } from "@/lib/voices/schema";

/** GET /api/voices/:id/sample: what a voice was cloned from, for everybody who may use it. */
export const GET = route({
  access: "user",
  params: VoiceParams,
  handle: async ({ ctx, params, request: { headers, method } }) => serveSample(ctx, { ...params, headers, method }),
});
