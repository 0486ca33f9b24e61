import { route } from "@/lib/http";
import { findSpeech } from "@/lib/speech";
import { SpeechParams } from "@/lib/speech/schema";

/** GET /api/speech/:id: a speech with its parts. Changes are told by GET /api/creations/events. */
export const GET = route({
  access: "user",
  params: SpeechParams,
  handle: async ({ ctx, params }) => Response.json(await findSpeech(ctx, params)),
});
