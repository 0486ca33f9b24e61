import { route } from "@/lib/http";
import { restoreItems } from "@/lib/library";
import { ItemsInput } from "@/lib/library/schema";

/** POST /api/library/restore: takes items out of the trash. The answer names those that were. */
export const POST = route({
  access: "user",
  body: ItemsInput,
  handle: async ({ ctx, body }) => Response.json(await restoreItems(ctx, body)),
});
