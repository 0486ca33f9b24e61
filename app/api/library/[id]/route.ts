import { route } from "@/lib/http";
import { findItem, renameItem, requireItem, setFavourite } from "@/lib/library";
import { ItemParams, UpdateItemInput } from "@/lib/library/schema";

/** GET /api/library/:id: an item with all that is known of it. */
export const GET = route({
  access: "user",
  params: ItemParams,
  handle: async ({ ctx, params }) => Response.json({ details: await findItem(ctx, params) }),
});

/** PATCH /api/library/:id: its star, its name, or both. */
export const PATCH = route({
  access: "user",
  params: ItemParams,
  body: UpdateItemInput,
  handle: async ({ ctx, params: { id }, body: { favourite, name } }) => {
    if (favourite !== undefined) await setFavourite(ctx, { ids: [id], favourite });
    return Response.json({
      item: name === undefined ? await requireItem(ctx, id) : await renameItem(ctx, { id, name }),
    });
  },
});
