import { route } from "@/lib/http";
import { retryVoice } from "@/lib/voices";
import { VoiceParams } from "@/lib/voices/schema";

/** POST /api/voices/:id/retry: uploads its sample once more, after a failure. */
export const POST = route({
  access: "user",
  limit: "generation",
  params: VoiceParams,
  handle: async ({ ctx, params }) => Response.json({ voice: await retryVoice(ctx, params.id) }, { status: 202 }),
});
