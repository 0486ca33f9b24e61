import { subscribe } from "@/lib/db";
import { env } from "@/lib/env";
import { Pool, type PoolOptions } from "./pool";
import type { RunnableJob } from "./define";

/** Runs jobs for as long as the process lives. */
export interface JobRunner {
  /** Ends it: what runs gets the grace, the rest goes to other processes. */
  drain(graceMs: number): Promise<void>;
}

/**
 * Keeps every place busy while there is work. Without any it waits for a signal or for the moment the next job is due;
 * signals may be missed, so it also looks every SWEEP_INTERVAL_MS.
 */
export async function startRunner(definitions: readonly RunnableJob[], options: PoolOptions = {}): Promise<JobRunner> {
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<void> | undefined;
  let again = false;
  let stopped = false;
  const pool = new Pool(definitions, { ...options, onFree: wake });
  const unsubscribe = await subscribe("jobs", wake);
  wake();

  /** One look at a time; what is asked for meanwhile is one more look. */
  function wake(): void {
    again = true;
    if (stopped) return;
    round ??= look().finally(() => {
      round = undefined;
      if (again) wake();
    });
  }

  async function look(): Promise<void> {
    let nextMs: number | undefined;
    while (again && !stopped) {
      again = false;
      try {
        ({ nextMs } = await pool.fill());
      } catch (error) {
        options.onError?.("queue", error);
        nextMs = undefined;
      }
    }
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(wake, Math.min(nextMs ?? Infinity, env().SWEEP_INTERVAL_MS)).unref();
  }

  return {
    drain: async (graceMs) => {
      stopped = true;
      unsubscribe();
      clearTimeout(timer);
      await round;
      await pool.drain(graceMs);
    },
  };
}
