import { route } from "@/lib/http";
import { deleteItems } from "@/lib/library";
import { ItemsInput } from "@/lib/library/schema";

/** POST /api/library/delete: deletes items of the trash for good. The answer names those that were. */
export const POST = route({
  access: "user",
  body: ItemsInput,
  handle: async ({ ctx, body }) => Response.json(await deleteItems(ctx, body)),
});
