import { route } from "@/lib/http";
import { serveItemShare } from "@/lib/library";
import { SharedFileParams, SharedFileQuery } from "@/lib/library/schema";

/** GET /api/shared/items/:token: the file behind a link, for anyone who has it; whole or in part. */
export const GET = route({
  access: "public",
  params: SharedFileParams,
  query: SharedFileQuery,
  handle: async ({ ctx, params, query, request }) =>
    serveItemShare(ctx, { ...params, ...query, headers: request.headers }),
});
