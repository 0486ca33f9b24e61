import { route } from "@/lib/http";
import { setFavourite } from "@/lib/library";
import { FavouriteInput } from "@/lib/library/schema";

/** POST /api/library/favourite: stars for items, or none. The answer names those that were there. */
export const POST = route({
  access: "user",
  body: FavouriteInput,
  handle: async ({ ctx, body }) => Response.json(await setFavourite(ctx, body)),
});
