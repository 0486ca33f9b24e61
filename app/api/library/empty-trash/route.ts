import { route } from "@/lib/http";
import { emptyTrash } from "@/lib/library";

/** POST /api/library/empty-trash: deletes for good what is in it now. */
export const POST = route({
  access: "user",
  limit: "account",
  handle: async ({ ctx }) => Response.json({ count: await emptyTrash(ctx) }),
});
