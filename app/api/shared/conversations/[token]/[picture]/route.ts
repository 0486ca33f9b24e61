import { serveSharedPicture } from "@/lib/chat";
import { SharedPictureParams, SharedPictureQuery } from "@/lib/chat/schema";
import { route } from "@/lib/http";

/** GET /api/shared/conversations/:token/:picture: a picture of a shared copy, for anyone who has its link. */
export const GET = route({
  access: "public",
  params: SharedPictureParams,
  query: SharedPictureQuery,
  handle: async ({ ctx, params, query, request }) =>
    serveSharedPicture(ctx, { ...params, ...query, headers: request.headers }),
});
