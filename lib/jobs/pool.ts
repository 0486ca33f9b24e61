import { setTimeout as delay } from "node:timers/promises";
import { newId } from "@/lib/core";
import { database, now, publish, systemContext } from "@/lib/db";
import { env } from "@/lib/env";
import { isLast, stepAfter } from "./decide";
import { claim, finish, isLethal, nextDue, putBack, release, renew, type ClaimedJob } from "./held";
import { isLeaseLost, isPostpone, LeaseLost } from "./postpone";
import { lanes, type JobContext, type Lane, type RunnableJob } from "./define";

/** What a timer can count. */
const longestTimerMs = 2 ** 31 - 1;

export interface PoolOptions {
  onError?: ((job: string, error: unknown) => void) | undefined;
}

interface Running {
  job: ClaimedJob;
  lane: Lane;
  lost: AbortController;
  done: Promise<void>;
}

/** Jobs that one process runs at once: some of each lane, each on a lease that is renewed while it runs. */
export class Pool {
  readonly #running = new Set<Running>();
  readonly #byName: Map<string, RunnableJob>;
  #heartbeat: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(
    definitions: readonly RunnableJob[],
    private readonly options: PoolOptions & {
      /** told when a place has become free */
      onFree?: () => void;
    } = {},
  ) {
    this.#byName = new Map(definitions.map((definition) => [definition.name, definition]));
  }

  get size(): number {
    return this.#running.size;
  }

  /**
   * Begins what is due, at most `limit`, as far as there are places.
   * @returns how many it began, and when to look again: undefined where nothing waits, or a place must become free first
   */
  async fill(limit = Infinity): Promise<{ begun: number; nextMs: number | undefined }> {
    let begun = 0;
    let nextMs: number | undefined;
    if (this.#closed) return { begun, nextMs };
    const due = await nextDue(database(), [...this.#byName.keys()], this.#ids());
    for (const lane of lanes) {
      const waiting = [...due].filter(([name]) => this.#byName.get(name)?.lane === lane);
      const names = waiting.filter(([, inMs]) => inMs <= 0).map(([name]) => name);
      const places = Math.min(env().JOB_CONCURRENCY - this.#countOf(lane), limit - begun);
      if (places <= 0 || this.#closed) continue;
      const jobs = names.length ? await claim(database(), newId(), names, { limit: places, except: this.#ids() }) : [];
      for (const job of jobs) this.#begin(job, lane);
      begun += jobs.length;
      // A full lane is looked at when one of it ends; what others hold a row of, a little later.
      const soonest = Math.min(...waiting.map(([, inMs]) => (inMs > 0 ? inMs : jobs.length ? 0 : 250)));
      if (jobs.length < places && soonest < (nextMs ?? Infinity)) nextMs = soonest;
    }
    return { begun, nextMs };
  }

  /** Resolves when one more has ended, or that time has passed. */
  async oneEnded(patienceMs: number): Promise<void> {
    await within(patienceMs, Promise.race([...this.#running].map(({ done }) => done)));
  }

  /** Begins nothing more, waits for what runs, and gives what is left to other processes. */
  async drain(graceMs: number): Promise<void> {
    this.#closed = true;
    await within(graceMs, Promise.all([...this.#running].map(({ done }) => done)));
    const left = [...this.#running];
    for (const { lost } of left) lost.abort(new LeaseLost());
    await Promise.allSettled(left.map(({ job }) => release(database(), job)));
    clearInterval(this.#heartbeat);
    if (left.length) await publish("jobs", "released").catch(() => {});
  }

  #begin(job: ClaimedJob, lane: Lane): void {
    const lost = new AbortController();
    const running: Running = { job, lane, lost, done: Promise.resolve() };
    this.#running.add(running);
    this.#heartbeat ??= setInterval(() => void this.#renew(), env().JOB_LEASE_MS / 3);
    running.done = this.#run(this.#byName.get(job.name)!, job, lost.signal).finally(() => {
      this.#running.delete(running);
      if (!this.#running.size) {
        clearInterval(this.#heartbeat);
        this.#heartbeat = undefined;
      }
      this.options.onFree?.();
    });
  }

  async #run(definition: RunnableJob, job: ClaimedJob, signal: AbortSignal): Promise<void> {
    const run = { attempt: job.attempts + 1, attempts: definition.attempts, deadline: job.deadline };
    const last = isLast(run, now());
    const { id, leaseId, deadline } = job;
    const { attempt } = run;
    const ctx: JobContext = { ...systemContext(), signal, job: { id, leaseId, attempt, last, deadline } };
    let ended: () => Promise<void>;
    try {
      if (isLethal(job)) throw new Error(`Lost with its process ${job.losses} times.`);
      await definition.run(ctx, job.payload);
      ended = () => finish(database(), job);
    } catch (error) {
      if (isLeaseLost(error) || signal.aborted) return;
      ended = await this.#afterFailure(definition, job, ctx, error);
    }
    await untilTold(ended, signal);
  }

  async #afterFailure(
    definition: RunnableJob,
    job: ClaimedJob,
    ctx: JobContext,
    error: unknown,
  ): Promise<() => Promise<void>> {
    const run = { attempt: ctx.job.attempt, attempts: definition.attempts, deadline: job.deadline, last: ctx.job.last };
    let step = isLethal(job) ? ({ kind: "over" } as const) : stepAfter(error, run, now());
    if (!isPostpone(error)) this.options.onError?.(job.name, error);
    if (step.kind === "over") {
      try {
        await definition.giveUp(ctx, job.payload, error);
      } catch (failure) {
        if (!isLeaseLost(failure)) this.options.onError?.(job.name, failure);
        step = { kind: "wait", delayMs: 30_000, counts: true };
      }
    }
    const words = isPostpone(error) ? null : wordsOf(error);
    return () => putBack(database(), job, step, words);
  }

  async #renew(): Promise<void> {
    const asked = [...this.#running];
    try {
      const held = await renew(
        database(),
        asked.map(({ job }) => job),
      );
      for (const { job, lost } of asked) if (!held.has(job.id)) lost.abort(new LeaseLost());
    } catch {
      // The database is away: whether the leases still stand is for it to say when it is back.
    }
  }

  /** What is held here; a run that has lost its job keeps nobody from it. */
  #ids(): string[] {
    return [...this.#running].filter(({ lost }) => !lost.signal.aborted).map(({ job }) => job.id);
  }

  #countOf(lane: Lane): number {
    return [...this.#running].filter((running) => running.lane === lane).length;
  }
}

/** Waits for `work`, at most that long. */
async function within(patienceMs: number, work: Promise<unknown>): Promise<void> {
  const patience = new AbortController();
  const passed = delay(Math.max(0, Math.min(patienceMs, longestTimerMs)), undefined, { signal: patience.signal }).catch(
    () => {},
  );
  await Promise.race([work, passed]);
  patience.abort();
}

/** The end of a run is written as soon as the database takes it; the lease is renewed until then. */
async function untilTold(write: () => Promise<void>, signal: AbortSignal): Promise<void> {
  for (let waitMs = 100; !signal.aborted; waitMs = Math.min(waitMs * 2, 2_000)) {
    try {
      return await write();
    } catch {
      await delay(waitMs, undefined, { signal }).catch(() => {});
    }
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 500) : "unknown";
}
