import { Pool, type PoolOptions } from "./pool";
import { startLoop } from "./start-loop";
import type { RunnableJob } from "./define";

/** Runs jobs for as long as the process lives. */
export interface JobRunner {
  /** Ends it: what runs gets the grace, the rest goes to other processes. */
  drain(graceMs: number): Promise<void>;
}

/** Keeps every place busy while there is work; without any it waits for a signal, or until the next job is due. */
export async function startRunner(definitions: readonly RunnableJob[], options: PoolOptions = {}): Promise<JobRunner> {
  const pool = new Pool(definitions, { ...options, onFree: () => loop.wake() });
  const look = async () => (await pool.fill()).nextMs;
  const loop = await startLoop("jobs", look, (error) => options.onError?.("queue", error));
  return {
    drain: async (graceMs) => {
      await loop.stop();
      await pool.drain(graceMs);
    },
  };
}
