import { route } from "@/lib/http";
import { repeatParts } from "@/lib/transcriptions";
import { RepeatPartsInput, TranscriptionParams } from "@/lib/transcriptions/schema";

/** POST /api/transcriptions/:id/repeat {position?}: asks again for what is missing, or for one part of it. */
export const POST = route({
  access: "user",
  limit: "generation",
  params: TranscriptionParams,
  body: RepeatPartsInput,
  handle: async ({ ctx, params, body }) =>
    Response.json({ transcription: await repeatParts(ctx, { ...params, ...body }) }, { status: 202 }),
});
