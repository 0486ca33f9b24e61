import { createShare, listShares } from "@/lib/chat";
import { CreateShareInput, ListSharesInput } from "@/lib/chat/schema";
import { route } from "@/lib/http";

/** GET /api/shares: the caller's links, newest first, one page at a time. */
export const GET = route({
  access: "user",
  query: ListSharesInput,
  handle: async ({ ctx, query }) => Response.json(await listShares(ctx, query)),
});

/** POST /api/shares: the answer holds the link, which is not shown again. */
export const POST = route({
  access: "user",
  limit: "account",
  body: CreateShareInput,
  handle: async ({ ctx, body }) => Response.json(await createShare(ctx, body), { status: 201 }),
});
