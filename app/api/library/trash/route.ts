import { route } from "@/lib/http";
import { trashItems } from "@/lib/library";
import { ItemsInput } from "@/lib/library/schema";

/** POST /api/library/trash: puts items into the trash. The answer names those that were. */
export const POST = route({
  access: "user",
  body: ItemsInput,
  handle: async ({ ctx, body }) => Response.json(await trashItems(ctx, body)),
});
