import { revokeShare } from "@/lib/chat";
import { ShareParams } from "@/lib/chat/schema";
import { route } from "@/lib/http";

/** DELETE /api/shares/:id: the link leads nowhere from now on; it stays in the list as revoked. */
export const DELETE = route({
  access: "user",
  params: ShareParams,
  handle: async ({ ctx, params }) => Response.json({ share: await revokeShare(ctx, params) }),
});
