import { route } from "@/lib/http";
import { ledgerPage } from "@/lib/metering";
import { LedgerInput } from "@/lib/metering/schema";

/** GET /api/usage/entries: the caller's own paid calls, newest first, one page at a time. */
export const GET = route({
  access: "user",
  query: LedgerInput,
  handle: async ({ ctx, query }) => Response.json(await ledgerPage(ctx, query)),
});
