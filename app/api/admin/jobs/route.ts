import { route } from "@/lib/http";
import { listSetAsideJobs } from "@/lib/worker";

/** GET /api/admin/jobs: work that was set aside after its last attempt, the latest first. */
export const GET = route({
  access: "admin",
  handle: async ({ ctx }) => Response.json({ jobs: await listSetAsideJobs(ctx) }),
});
