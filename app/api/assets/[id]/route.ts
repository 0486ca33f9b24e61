import { route } from "@/lib/http";
import { deleteAsset, serveAsset } from "@/lib/media";
import { AssetParams, ReadAssetQuery } from "@/lib/media/schema";

/** GET /api/assets/:id: its bytes, or a part of them; `variant=thumbnail` for a small copy, `download=1` to save it. */
export const GET = route({
  access: "user",
  params: AssetParams,
  query: ReadAssetQuery,
  handle: async ({ ctx, params, query, request: { headers, method } }) =>
    serveAsset(ctx, { ...params, ...query, headers, method }),
});

/** DELETE /api/assets/:id: deletes it for good. */
export const DELETE = route({
  access: "user",
  params: AssetParams,
  handle: async ({ ctx, params }) => {
    await deleteAsset(ctx, params.id);
    return new Response(null, { status: 204 });
  },
});
