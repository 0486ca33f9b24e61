import { route } from "@/lib/http";
import { readPeaks } from "@/lib/media";
import { AssetParams } from "@/lib/media/schema";

/** GET /api/assets/:id/peaks: what draws a recording. */
export const GET = route({
  access: "user",
  params: AssetParams,
  handle: async ({ ctx, params }) => Response.json(await readPeaks(ctx, params.id)),
});
