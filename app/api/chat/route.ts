import { followGeneration, startGeneration } from "@/lib/chat";
import { StartGenerationInput } from "@/lib/chat/schema";
import { route } from "@/lib/http";

/** Longest text of a question in bytes, with room for the rest of the request. */
const maxBodyBytes = 4_500_000;

/**
 * POST /api/chat: starts an answer and streams it as server-sent events, `started` first, `ended` last. The answer goes
 * on without its reader.
 */
export const POST = route({
  access: "user",
  limit: "generation",
  body: StartGenerationInput,
  maxBodyBytes,
  handle: async ({ ctx, body }) => {
    const started = await startGeneration(ctx, body);
    const { generationId } = started;
    return (await followGeneration(ctx, { generationId, after: 0, started })).toResponse();
  },
});
