import { route } from "@/lib/http";
import { setPoster } from "@/lib/media";
import { AssetParams } from "@/lib/media/schema";

/** POST /api/assets/:id/poster: a picture of a video that has none yet, as its owner's browser has drawn it; 201 with the asset. */
export const POST = route({
  access: "user",
  limit: "upload",
  params: AssetParams,
  handle: async ({ ctx, params, request }) => {
    const asset = await setPoster(ctx, { ...params, headers: request.headers, body: request.body });
    return Response.json({ asset }, { status: 201 });
  },
});
