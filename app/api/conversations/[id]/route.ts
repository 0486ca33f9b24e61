import { deleteConversation, findConversation, updateConversation } from "@/lib/chat";
import { ConversationParams, UpdateConversationInput } from "@/lib/chat/schema";
import { route } from "@/lib/http";

/** GET /api/conversations/:id: a conversation with the end of the branch on screen. */
export const GET = route({
  access: "user",
  params: ConversationParams,
  handle: async ({ ctx, params }) => Response.json({ conversation: await findConversation(ctx, params) }),
});

/** PATCH /api/conversations/:id: title, pin, settings, branch. */
export const PATCH = route({
  access: "user",
  params: ConversationParams,
  body: UpdateConversationInput,
  handle: async ({ ctx, params, body }) =>
    Response.json({ conversation: await updateConversation(ctx, { ...body, ...params }) }),
});

/** DELETE /api/conversations/:id: can be restored for a while. */
export const DELETE = route({
  access: "user",
  params: ConversationParams,
  handle: async ({ ctx, params }) => {
    await deleteConversation(ctx, params);
    return new Response(null, { status: 204 });
  },
});
