import { route } from "@/lib/http";
import { makeSample } from "@/lib/speech";
import { VoiceSampleInput } from "@/lib/speech/schema";

/** POST /api/speech/samples: how one of the provider's voices sounds, made where nobody has asked before. */
export const POST = route({
  access: "user",
  limit: "generation",
  body: VoiceSampleInput,
  handle: async ({ ctx, body }) => Response.json(await makeSample(ctx, body)),
});
