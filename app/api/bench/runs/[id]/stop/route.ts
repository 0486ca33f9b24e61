import { stopRun } from "@/lib/bench";
import { RunParams } from "@/lib/bench/schema";
import { route } from "@/lib/http";

/** POST /api/bench/runs/:id/stop: ends a run, in whichever process it is made. */
export const POST = route({
  access: "user",
  params: RunParams,
  handle: async ({ ctx, params }) => {
    await stopRun(ctx, params);
    return new Response(null, { status: 204 });
  },
});
