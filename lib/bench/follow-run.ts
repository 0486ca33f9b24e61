import { watchSession } from "@/lib/auth";
import type { Context } from "@/lib/db";
import { holding } from "./holding";
import { noRun, requirePerson } from "./person";
import { runResponse, type RunSource } from "./read-run";
import { emptyResult } from "./result";
import { runColumns, toRun } from "./rows";
import type { BenchRun, RunResult } from "./schema";

/** How often a run of another process is looked at. */
const lookMs = 500;

/**
 * A run of the person's own as server-sent events, wherever it is made, over or not. Leaving it does not touch it.
 * Whoever is signed out meanwhile is cut off; the run goes on.
 * @throws AppError `not_found`
 */
export async function followRun(ctx: Context, { id, started }: { id: string; started?: BenchRun }): Promise<Response> {
  const userId = requirePerson(ctx);
  const live = holding().live.get(id);
  const source: RunSource = live?.start.userId === userId ? live : await findElsewhere(ctx, userId, id);
  const { actor } = ctx;
  return runResponse(source, {
    ...(started && { started }),
    watch: actor.type === "user" ? (cut) => watchSession(actor.sessionId, cut) : undefined,
  });
}

async function findElsewhere(ctx: Context, userId: string, id: string): Promise<RunSource> {
  const look = async () => {
    const row = await ctx.db.benchRun.findFirst({ where: { id, userId }, select: runColumns });
    return row ? toRun(row) : null;
  };
  const run = await look();
  if (!run) throw noRun();
  return new RowSource(run, look);
}

/** A run as its row has it, looked at again and again while somebody reads. */
class RowSource implements RunSource {
  result: RunResult = emptyResult();
  ended: BenchRun | null | undefined;

  constructor(
    run: BenchRun,
    private readonly look: () => Promise<BenchRun | null>,
  ) {
    this.#take(run);
  }

  onChange(listener: () => void): () => void {
    let busy = false;
    const timer = setInterval(() => {
      if (busy || this.ended !== undefined) return;
      busy = true;
      // A database that is away is asked again at the next tick.
      void this.look()
        .then((run) => {
          this.#take(run);
          listener();
        })
        .catch(() => undefined)
        .finally(() => (busy = false));
    }, lookMs);
    return () => clearInterval(timer);
  }

  #take(run: BenchRun | null): void {
    if (run) this.result = run.result;
    if (run?.state !== "streaming") this.ended = run;
  }
}
