import { followGeneration } from "@/lib/chat";
import { FollowInput, GenerationParams } from "@/lib/chat/schema";
import { route } from "@/lib/http";

/** GET /api/generations/:id/events: an answer's events from a position on (`after`, or where the last connection ended). */
export const GET = route({
  access: "user",
  params: GenerationParams,
  query: FollowInput,
  handle: async ({ ctx, params, query, request }) => {
    const last = FollowInput.safeParse({ after: request.headers.get("last-event-id") ?? undefined });
    const after = query.after ?? (last.success ? last.data.after : undefined);
    return (await followGeneration(ctx, { generationId: params.id, after })).toResponse();
  },
});
