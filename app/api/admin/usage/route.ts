import { route } from "@/lib/http";
import { usageReportOfAll } from "@/lib/metering";
import { UsageInput } from "@/lib/metering/schema";

/** GET /api/admin/usage: everybody's spending by day, person and model. */
export const GET = route({
  access: "admin",
  query: UsageInput,
  handle: async ({ ctx, query }) => Response.json(await usageReportOfAll(ctx, query)),
});
