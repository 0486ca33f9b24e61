import { listConversations } from "@/lib/chat";
import { ListConversationsInput } from "@/lib/chat/schema";
import { route } from "@/lib/http";

/** GET /api/conversations: the caller's conversations, newest first, one page at a time. */
export const GET = route({
  access: "user",
  query: ListConversationsInput,
  handle: async ({ ctx, query }) => Response.json(await listConversations(ctx, query)),
});
