import { listMessages } from "@/lib/chat";
import { ConversationParams, ListMessagesInput } from "@/lib/chat/schema";
import { route } from "@/lib/http";

/** GET /api/conversations/:id/messages: the page of a branch before one of its messages. */
export const GET = route({
  access: "user",
  params: ConversationParams,
  query: ListMessagesInput,
  handle: async ({ ctx, params, query }) =>
    Response.json(await listMessages(ctx, { ...query, conversationId: params.id })),
});
