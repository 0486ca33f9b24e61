import { route } from "@/lib/http";
import { listItemShares, shareItem } from "@/lib/library";
import { ListItemSharesInput, ShareItemInput } from "@/lib/library/schema";

/** GET /api/library/shares: the caller's links to items, newest first, one page at a time. */
export const GET = route({
  access: "user",
  query: ListItemSharesInput,
  handle: async ({ ctx, query }) => Response.json(await listItemShares(ctx, query)),
});

/** POST /api/library/shares: the answer holds the link, which is not shown again. */
export const POST = route({
  access: "user",
  limit: "account",
  body: ShareItemInput,
  handle: async ({ ctx, body }) => Response.json(await shareItem(ctx, body), { status: 201 }),
});
