import { route } from "@/lib/http";
import { dictate } from "@/lib/transcriptions";
import { DictationQuery } from "@/lib/transcriptions/schema";

/** POST /api/transcriptions/dictation[?modelId=…]: the body, a WAV file of at most a minute, as text. Nothing is kept. */
export const POST = route({
  access: "user",
  limit: "generation",
  query: DictationQuery,
  handle: async ({ ctx, query, request }) => Response.json(await dictate(ctx, { ...query, body: request.body })),
});
