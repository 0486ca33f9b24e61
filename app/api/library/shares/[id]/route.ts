import { route } from "@/lib/http";
import { revokeItemShare } from "@/lib/library";
import { ItemParams } from "@/lib/library/schema";

/** DELETE /api/library/shares/:id: the link leads nowhere from now on; it stays in the list as revoked. */
export const DELETE = route({
  access: "user",
  params: ItemParams,
  handle: async ({ ctx, params }) => Response.json({ share: await revokeItemShare(ctx, params) }),
});
