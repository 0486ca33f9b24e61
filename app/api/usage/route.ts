import { route } from "@/lib/http";
import { usageReport } from "@/lib/metering";
import { UsageInput } from "@/lib/metering/schema";

/** GET /api/usage: the caller's own spending by day, model and purpose, with this month's quota. */
export const GET = route({
  access: "user",
  query: UsageInput,
  handle: async ({ ctx, query }) => Response.json(await usageReport(ctx, query)),
});
