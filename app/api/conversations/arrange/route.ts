import { arrangeConversations } from "@/lib/chat";
import { ArrangeConversationsInput } from "@/lib/chat/schema";
import { route } from "@/lib/http";

/** POST /api/conversations/arrange: moves, archives, pins, deletes or restores several at once. */
export const POST = route({
  access: "user",
  body: ArrangeConversationsInput,
  handle: async ({ ctx, body }) => Response.json(await arrangeConversations(ctx, body)),
});
