import { route } from "@/lib/http";
import { repeatPart } from "@/lib/speech";
import { SpeechPartParams } from "@/lib/speech/schema";

/** POST /api/speech/:id/parts/:position/repeat: a part that did not come whole is spoken once more, and paid once more. */
export const POST = route({
  access: "user",
  limit: "generation",
  params: SpeechPartParams,
  handle: async ({ ctx, params }) => Response.json(await repeatPart(ctx, params), { status: 202 }),
});
