import { followRun, listRuns, startRun } from "@/lib/bench";
import { ListRunsInput, StartRunInput } from "@/lib/bench/schema";
import { route } from "@/lib/http";

/** GET /api/bench/runs: the caller's runs, newest first, one page at a time. */
export const GET = route({
  access: "user",
  query: ListRunsInput,
  handle: async ({ ctx, query }) => Response.json(await listRuns(ctx, query)),
});

/** Longest request in bytes. */
const maxBodyBytes = 4_500_000;

/**
 * POST /api/bench/runs: starts a run and streams it as server-sent events, `started` first, `ended` last. The run goes on
 * without its reader.
 */
export const POST = route({
  access: "user",
  limit: "generation",
  body: StartRunInput,
  maxBodyBytes,
  handle: async ({ ctx, body }) => {
    const started = await startRun(ctx, body);
    return followRun(ctx, { id: started.id, started });
  },
});
