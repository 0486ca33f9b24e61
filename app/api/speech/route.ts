import { route } from "@/lib/http";
import { startSpeech } from "@/lib/speech";
import { StartSpeechInput } from "@/lib/speech/schema";

/** The longest text that any installation allows, in Chinese; a longer one that fits is told its length. */
const maxBodyBytes = 6_500_000;

/** POST /api/speech: a text is to be spoken. The server goes on with it whoever stays to listen. */
export const POST = route({
  access: "user",
  limit: "generation",
  body: StartSpeechInput,
  maxBodyBytes,
  handle: async ({ ctx, body }) => Response.json(await startSpeech(ctx, body), { status: 202 }),
});
