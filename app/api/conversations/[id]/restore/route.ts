import { restoreConversation } from "@/lib/chat";
import { ConversationParams } from "@/lib/chat/schema";
import { route } from "@/lib/http";

/** POST /api/conversations/:id/restore: takes a deletion back. */
export const POST = route({
  access: "user",
  params: ConversationParams,
  handle: async ({ ctx, params }) => Response.json({ conversation: await restoreConversation(ctx, params) }),
});
