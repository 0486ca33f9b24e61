import { drainRuns, sweepRuns } from "@/lib/bench";
import { drainGenerations, sweepGenerations } from "@/lib/chat";
import { synchroniseClock, systemContext } from "@/lib/db";
import { drainDocuments } from "@/lib/documents";
import { env } from "@/lib/env";
import { log } from "@/lib/http";
import { enqueue, startRunner } from "@/lib/jobs";
import { seedCatalogue } from "@/lib/models";
import { startTurns } from "@/lib/turns";
import { jobs, syncModels } from "./jobs";
import { sweepAll } from "./sweep-all";

const shared = globalThis as typeof globalThis & { silicaWorker?: true; [key: symbol]: unknown };

/**
 * Starts what a long-lived process does beside answering: the catalogue, sweeps, jobs; and tells the server's entry how
 * to end it in order. Returns once the process is fit to serve.
 * @throws EnvironmentError when the configuration is wrong
 */
export async function startWorker(): Promise<void> {
  env();
  if (shared.silicaWorker) return;
  shared.silicaWorker = true;
  await synchroniseClock();
  await seedCatalogue(systemContext());
  // Answers of a process that died are marked before anyone sees them as still under way.
  await sweepGenerations(systemContext());
  await sweepRuns(systemContext());

  let stopped = false;
  let round: Promise<unknown> | undefined;
  const rounds = every(env().SWEEP_INTERVAL_MS, begin);
  const syncs = every(env().MODEL_SYNC_INTERVAL_MS, askForSync);
  await askForSync();
  const runner = await startRunner(jobs, { onError: (job, error) => log("warn", "job failed", { job, error }) });
  const turns = await startTurns(jobs, { onError: (error) => log("warn", "turns not given", { error }) });

  /** One round at a time, whoever asks for it, so that a shutdown waits for the one there is. */
  function begin(): Promise<unknown> {
    return (round ??= work());
  }

  async function work(): Promise<void> {
    try {
      if (!stopped) await sweepAll(systemContext());
    } catch (error) {
      log("warn", "background round failed", { error });
    } finally {
      round = undefined;
    }
  }

  shared[Symbol.for("silica.drain")] = async (graceMs: number) => {
    stopped = true;
    clearInterval(rounds);
    clearInterval(syncs);
    await turns.stop();
    await Promise.all([drainGenerations(graceMs), drainRuns(graceMs), runner.drain(graceMs), drainDocuments()]);
    await round;
  };
}

async function askForSync(): Promise<void> {
  try {
    await enqueue(systemContext(), syncModels, {}, { key: "all" });
  } catch (error) {
    log("warn", "model list not asked for", { error });
  }
}

/** Repeats without overlapping: a tick that finds the last one still at work is skipped. */
function every(intervalMs: number, work: () => Promise<unknown>): NodeJS.Timeout {
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    void work().finally(() => (busy = false));
  }, intervalMs);
  timer.unref();
  return timer;
}
