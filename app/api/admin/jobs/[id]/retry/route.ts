import { route } from "@/lib/http";
import { retrySetAsideJob } from "@/lib/worker";
import { SetAsideJobParams } from "@/lib/worker/schema";

/** POST /api/admin/jobs/:id/retry: puts a job that was set aside back into the queue. */
export const POST = route({
  access: "admin",
  params: SetAsideJobParams,
  handle: async ({ ctx, params }) => {
    await retrySetAsideJob(ctx, params);
    return new Response(null, { status: 204 });
  },
});
