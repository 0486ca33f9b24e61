import { beforeEach, describe, expect, it } from "vitest";
import { database, systemContext } from "@/lib/db";
import { env } from "@/lib/env";
import { enqueue, LeaseLost, runDueJobs, startRunner, whileHolding, type JobContext } from "@/lib/jobs";
import { mostLosses } from "@/lib/jobs/decide";
import { gate, lapse, recorder, rowOf } from "./support";

const ctx = systemContext();
const errors: unknown[] = [];
const options = { onError: (_job: string, error: unknown) => void errors.push(error) };

const write = (job: JobContext, value: string) =>
  whileHolding(job, (tx) =>
    tx.db.setting.upsert({ where: { key: "written" }, create: { key: "written", value }, update: { value } }),
  );
const written = async () => (await database().setting.findUnique({ where: { key: "written" } }))?.value;

beforeEach(async () => {
  errors.length = 0;
  Object.assign(env(), { JOB_LEASE_MS: 30_000, SWEEP_INTERVAL_MS: 2_000 });
  await database().job.deleteMany();
  await database().setting.deleteMany({ where: { key: "written" } });
});

describe("a lease", () => {
  it("that was lost lets its former holder write nothing", async () => {
    const [begun, end] = [gate(), gate()];
    let runs = 0;
    const { job } = recorder("contested", {
      handle: async (job) => {
        const run = ++runs;
        if (run === 1) {
          begun.open();
          await end.passed;
        }
        await write(job, `run ${run}`);
      },
    });
    await enqueue(ctx, job, { id: "a" });
    const first = runDueJobs(ctx, [job], options);
    await begun.passed;
    await lapse("contested");
    expect(await runDueJobs(ctx, [job], options)).toBe(1);
    end.open();
    await first;
    expect([runs, await written(), errors]).toEqual([2, "run 2", []]);
    expect(await database().job.count()).toBe(0);
  });

  it("is kept by writing, and locks the job against others for that time", async () => {
    const { job } = recorder("writer", {
      handle: async (job) => {
        await lapse("writer");
        await whileHolding(job, async () => {
          expect(await runDueJobs(ctx, [job2.job])).toBe(0);
        });
        expect(await runDueJobs(ctx, [job2.job])).toBe(0);
      },
    });
    const job2 = recorder("writer");
    await enqueue(ctx, job, { id: "a" });
    await runDueJobs(ctx, [job], options);
    expect([job2.seen, errors]).toEqual([[], []]);
  });

  it("is renewed while a job runs, and its loss ends the signal", async () => {
    Object.assign(env(), { JOB_LEASE_MS: 300 });
    const begun = gate();
    const { job } = recorder("long", {
      handle: (job) =>
        new Promise((_resolve, reject) => {
          begun.open();
          job.signal.addEventListener("abort", () => reject(job.signal.reason as Error));
        }),
    });
    await enqueue(ctx, job, { id: "a" });
    const run = runDueJobs(ctx, [job], options);
    await begun.passed;
    const { leaseUntil } = await rowOf("long");
    await expect.poll(async () => (await rowOf("long")).leaseUntil! > leaseUntil!).toBe(true);
    await database().job.updateMany({ data: { leaseId: "another" } });
    await run;
    expect(errors).toEqual([]);
    expect((await rowOf("long")).leaseId).toBe("another");
  });

  it("is proven anew where the database was lost in the middle of a write", async () => {
    let tries = 0;
    const { job } = recorder("outage", {
      handle: async (job) => {
        await whileHolding(job, async (tx) => {
          tries++;
          await tx.db.setting.create({ data: { key: "written", value: `try ${tries}` } });
          if (tries === 1) await tx.db.$queryRaw`select pg_terminate_backend(pg_backend_pid())::text as ended`;
        });
      },
    });
    await enqueue(ctx, job, { id: "a" });
    await runDueJobs(ctx, [job], options);
    expect([tries, await written(), errors]).toEqual([2, "try 2", []]);
  });

  it("proves nothing to a run of another job", async () => {
    const { job } = recorder("proof", {
      handle: async (job) => {
        const stranger = { ...job, job: { ...job.job, leaseId: "stranger" } };
        await expect(write(stranger, "no")).rejects.toBeInstanceOf(LeaseLost);
      },
    });
    await enqueue(ctx, job, { id: "a" });
    await runDueJobs(ctx, [job], options);
    expect([await written(), errors]).toEqual([undefined, []]);
  });

  it("of a job that kills its process ends after many such losses", async () => {
    const given: string[] = [];
    const { job, seen } = recorder("lethal", {
      giveUp: async (_ctx, { id }) => {
        given.push(id);
      },
    });
    await enqueue(ctx, job, { id: "a" });
    await database().job.updateMany({
      data: { leaseId: "dead", leaseUntil: new Date(0), losses: mostLosses },
    });
    await runDueJobs(ctx, [job], options);
    expect([seen, given]).toEqual([[], ["a"]]);
    expect(await rowOf("lethal")).toMatchObject({ lastError: `Error: Lost with its process ${mostLosses + 1} times.` });
  });
});

describe("a runner", () => {
  it("begins at once what is enqueued, and what is delayed in its moment", async () => {
    Object.assign(env(), { SWEEP_INTERVAL_MS: 60_000 });
    const at: Record<string, number> = {};
    const { job } = recorder("watched", {
      handle: async (_ctx, id) => {
        at[id] = performance.now();
      },
    });
    const runner = await startRunner([job], options);
    const since = performance.now();
    await enqueue(ctx, job, { id: "delayed" }, { delayMs: 2_000 });
    await enqueue(ctx, job, { id: "now" });
    await expect.poll(() => Object.keys(at).length, { timeout: 15_000 }).toBe(2);
    await runner.drain(0);
    // Far from the next sweep, a minute away.
    expect(at.now! - since).toBeLessThan(2_000);
    expect(at.delayed! - since).toBeGreaterThan(1_990);
  });

  it("gives what runs a grace when it ends, and the rest to another at once", async () => {
    const [begun, quickEnd] = [gate(), gate()];
    let count = 0;
    const handle = async (job: JobContext, id: string) => {
      if (++count === 2) begun.open();
      if (id === "quick") return quickEnd.passed;
      await new Promise((resolve) => job.signal.addEventListener("abort", resolve));
      await expect(write(job, "late")).rejects.toBeInstanceOf(LeaseLost);
    };
    const { job } = recorder("drained", { handle });
    const runner = await startRunner([job], options);
    await enqueue(ctx, job, { id: "quick" });
    await enqueue(ctx, job, { id: "endless" });
    await begun.passed;
    const drained = runner.drain(300);
    quickEnd.open();
    await drained;
    expect(await database().job.findMany({ select: { payload: true, leaseId: true } })).toEqual([
      { payload: { id: "endless" }, leaseId: null },
    ]);
    const other = recorder("drained");
    expect(await runDueJobs(ctx, [other.job])).toBe(1);
    await enqueue(ctx, job, { id: "after" });
    expect([count, await written(), errors]).toEqual([2, undefined, []]);
  });
});
