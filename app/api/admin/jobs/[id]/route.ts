import { route } from "@/lib/http";
import { discardSetAsideJob } from "@/lib/worker";
import { SetAsideJobParams } from "@/lib/worker/schema";

/** DELETE /api/admin/jobs/:id: drops a job that was set aside. */
export const DELETE = route({
  access: "admin",
  params: SetAsideJobParams,
  handle: async ({ ctx, params }) => {
    await discardSetAsideJob(ctx, params);
    return new Response(null, { status: 204 });
  },
});
