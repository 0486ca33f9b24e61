import { followRun } from "@/lib/bench";
import { RunParams } from "@/lib/bench/schema";
import { route } from "@/lib/http";

/** GET /api/bench/runs/:id/events: a run as it goes on, from a snapshot to its end. */
export const GET = route({
  access: "user",
  params: RunParams,
  handle: async ({ ctx, params }) => followRun(ctx, params),
});
