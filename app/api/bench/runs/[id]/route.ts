import { deleteRun, findRun } from "@/lib/bench";
import { RunParams } from "@/lib/bench/schema";
import { route } from "@/lib/http";

/** GET /api/bench/runs/:id: a run with all that was said. */
export const GET = route({
  access: "user",
  params: RunParams,
  handle: async ({ ctx, params }) => Response.json({ run: await findRun(ctx, params) }),
});

/** DELETE /api/bench/runs/:id: forgets a run that is over. */
export const DELETE = route({
  access: "user",
  params: RunParams,
  handle: async ({ ctx, params }) => {
    await deleteRun(ctx, params);
    return new Response(null, { status: 204 });
  },
});
