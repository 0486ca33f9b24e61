import { route } from "@/lib/http";
import { readQuota } from "@/lib/metering";

/** GET /api/usage/quota: what the caller may spend this month and has spent. */
export const GET = route({
  access: "user",
  handle: async ({ ctx }) => Response.json({ quota: await readQuota(ctx) }),
});
