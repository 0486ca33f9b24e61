import { stopGeneration } from "@/lib/chat";
import { GenerationParams } from "@/lib/chat/schema";
import { route } from "@/lib/http";

/** POST /api/generations/:id/stop: ends an answer, in whichever process it is made. */
export const POST = route({
  access: "user",
  params: GenerationParams,
  handle: async ({ ctx, params }) => {
    await stopGeneration(ctx, { generationId: params.id });
    return new Response(null, { status: 204 });
  },
});
