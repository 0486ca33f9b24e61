import { decideCall } from "@/lib/chat";
import { DecideCallInput, GenerationParams } from "@/lib/chat/schema";
import { route } from "@/lib/http";

/** POST /api/generations/:id/consent: allows or refuses a call that asks first, in whichever process its answer is made. */
export const POST = route({
  access: "user",
  params: GenerationParams,
  body: DecideCallInput,
  handle: async ({ ctx, params, body }) => {
    await decideCall(ctx, { generationId: params.id, ...body });
    return new Response(null, { status: 204 });
  },
});
