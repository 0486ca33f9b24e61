import { route } from "@/lib/http";
import { runAllDue } from "@/lib/worker";

/** GET /api/cron/jobs: one round of background work, for hosts without a long-lived process. */
export const GET = route({ access: "cron", handle: async ({ ctx }) => Response.json(await runAllDue(ctx)) });
