import { describe, expect, it } from "vitest";
import { database, now, systemContext } from "@/lib/db";
import { enqueue, Postpone, runDueJobs } from "@/lib/jobs";
import { ProviderError } from "@/lib/siliconflow";
import { gate, makeDue, recorder, rowOf } from "./support";

describe("jobs", () => {
  it("run once and are gone", async () => {
    const ctx = systemContext();
    const { job, seen } = recorder("once");
    await enqueue(ctx, job, { id: "a" });
    expect(await runDueJobs(ctx, [job])).toBe(1);
    expect(await runDueJobs(ctx, [job])).toBe(0);
    expect(seen).toEqual(["a"]);
  });

  it("of one key are made once while one waits", async () => {
    const ctx = systemContext();
    const { job, seen } = recorder("keyed");
    await Promise.all(Array.from({ length: 10 }, () => enqueue(ctx, job, { id: "a" }, { key: "k" })));
    await runDueJobs(ctx, [job]);
    expect(seen).toEqual(["a"]);
  });

  it("are claimed by one of many runners", async () => {
    const ctx = systemContext();
    const { job, seen } = recorder("many");
    const ids = Array.from({ length: 20 }, (_, index) => String(index));
    for (const id of ids) await enqueue(ctx, job, { id });
    await Promise.all(Array.from({ length: 4 }, () => runDueJobs(ctx, [job])));
    expect(seen.toSorted()).toEqual(ids.toSorted());
  });

  it("wait for their time", async () => {
    const ctx = systemContext();
    const { job } = recorder("later");
    await enqueue(ctx, job, { id: "a" }, { delayMs: 60_000 });
    expect(await runDueJobs(ctx, [job])).toBe(0);
  });

  it("are tried again later after a failure, and set aside after the last attempt", async () => {
    const ctx = systemContext();
    const { job, seen } = recorder("failing", { handle: () => Promise.reject(new Error("no")), attempts: 2 });
    await enqueue(ctx, job, { id: "a" }, { key: "x" });
    await runDueJobs(ctx, [job]);
    const waiting = await database().job.findFirstOrThrow({ where: { name: "failing" } });
    expect([waiting.attempts, waiting.failedAt, waiting.lastError]).toEqual([1, null, "Error: no"]);
    expect(waiting.runAt.getTime()).toBeGreaterThan(ctx.now.getTime());
    await database().job.update({ where: { id: waiting.id }, data: { runAt: new Date(0) } });
    await runDueJobs(ctx, [job]);
    expect((await database().job.findFirstOrThrow({ where: { name: "failing" } })).failedAt).not.toBeNull();
    expect(await runDueJobs(ctx, [job])).toBe(0);
    await enqueue(ctx, job, { id: "b" }, { key: "x" });
    await runDueJobs(ctx, [job]);
    expect(seen).toEqual(["a", "a", "b"]);
  });

  it("of a process that died are taken over once the lease has lapsed", async () => {
    const ctx = systemContext();
    const { job, seen } = recorder("orphan");
    await enqueue(ctx, job, { id: "a" });
    await database().job.updateMany({
      where: { name: "orphan" },
      data: { leaseId: "dead", leaseUntil: new Date(Date.now() + 60_000) },
    });
    expect(await runDueJobs(ctx, [job])).toBe(0);
    await database().job.updateMany({ where: { name: "orphan" }, data: { leaseUntil: new Date(0) } });
    expect(await runDueJobs(ctx, [job])).toBe(1);
    expect(seen).toEqual(["a"]);
  });

  it("run many at once, and long calls hold up nothing quick", async () => {
    const ctx = systemContext();
    const end = gate();
    const calls = recorder("slow-call", { lane: "calls", handle: () => end.passed });
    const quick = recorder("quick", {
      handle: async (_ctx, id) => {
        if (id === "39") end.open();
      },
    });
    for (let index = 0; index < 40; index++) await enqueue(ctx, calls.job, { id: String(index) });
    for (let index = 0; index < 40; index++) await enqueue(ctx, quick.job, { id: String(index) });
    expect(await runDueJobs(ctx, [calls.job, quick.job])).toBe(80);
    expect(calls.seen).toHaveLength(40);
  });

  it("go by their deadline, then by their age", async () => {
    const ctx = systemContext();
    const { job, seen } = recorder("ordered");
    const inMs = (ms: number) => new Date(now().getTime() + ms);
    await enqueue(ctx, job, { id: "none" });
    await enqueue(ctx, job, { id: "late" }, { deadline: inMs(3_600_000) });
    await enqueue(ctx, job, { id: "none, younger" });
    await enqueue(ctx, job, { id: "soon" }, { deadline: inMs(60_000) });
    for (let round = 0; round < 4; round++) await runDueJobs(ctx, [job], { limit: 1 });
    expect(seen).toEqual(["soon", "late", "none", "none, younger"]);
  });

  it("with a deadline are tried until then, and at it once more, knowing that it is the last time", async () => {
    const ctx = systemContext();
    const told: [boolean, number][] = [];
    const given: unknown[] = [];
    const deadline = new Date(now().getTime() + 60_000);
    const { job } = recorder("urgent", {
      attempts: 1,
      handle: async ({ job }) => {
        told.push([job.last, job.attempt]);
        expect(job.deadline).toEqual(deadline);
        throw new Error("no");
      },
      giveUp: async (_ctx, payload, error) => {
        given.push([payload, (error as Error).message]);
      },
    });
    await enqueue(ctx, job, { id: "a" }, { deadline, delayMs: 120_000 });
    expect((await rowOf("urgent")).runAt).toEqual(deadline);
    await makeDue("urgent");
    await runDueJobs(ctx, [job]);
    expect(given).toEqual([]);
    deadline.setTime(now().getTime() - 1);
    await database().job.updateMany({ where: { name: "urgent" }, data: { deadline, runAt: new Date(0) } });
    await runDueJobs(ctx, [job]);
    expect(told).toEqual([
      [false, 1],
      [true, 2],
    ]);
    expect(given).toEqual([[{ id: "a" }, "no"]]);
    expect((await rowOf("urgent")).failedAt).not.toBeNull();
  });

  it("that could not be given up are given up later", async () => {
    const ctx = systemContext();
    let away = true;
    const { job } = recorder("stubborn", {
      attempts: 1,
      handle: () => Promise.reject(new Error("no")),
      giveUp: async () => {
        if (away) throw new Error("away");
      },
    });
    await enqueue(ctx, job, { id: "a" });
    await runDueJobs(ctx, [job]);
    expect((await rowOf("stubborn")).failedAt).toBeNull();
    away = false;
    await makeDue("stubborn");
    await runDueJobs(ctx, [job]);
    expect((await rowOf("stubborn")).failedAt).not.toBeNull();
  });

  it("can be postponed, which is no attempt, and rest while the account is blocked", async () => {
    const ctx = systemContext();
    const errors: unknown[] = [new Postpone(5_000)];
    errors.push(new ProviderError({ reason: "key", status: 401, retryable: false, outcome: "refused" }));
    const { job, seen } = recorder("postponed", {
      attempts: 1,
      handle: async () => {
        if (errors.length) throw errors.shift();
      },
    });
    await enqueue(ctx, job, { id: "a" });
    for (const leastMs of [4_000, 50_000]) {
      await runDueJobs(ctx, [job]);
      const { attempts, failedAt, runAt } = await rowOf("postponed");
      expect([attempts, failedAt]).toEqual([0, null]);
      expect(runAt.getTime()).toBeGreaterThan(now().getTime() + leastMs);
      await makeDue("postponed");
    }
    await runDueJobs(ctx, [job]);
    expect(seen).toHaveLength(3);
    expect(await database().job.count({ where: { name: "postponed" } })).toBe(0);
  });

  it("become due within the budget of a call that has one", async () => {
    const ctx = systemContext();
    const { job, seen } = recorder("soon", {
      handle: async (ctx) => {
        if (seen.length < 3) throw new Postpone(50);
        expect(ctx.job.attempt).toBe(1);
      },
    });
    await enqueue(ctx, job, { id: "a" });
    expect(await runDueJobs(ctx, [job], { budgetMs: 10_000 })).toBe(3);
  });

  it("left over when a budget ends go on elsewhere at once", async () => {
    const ctx = systemContext();
    const { job } = recorder("too-long", {
      lane: "calls",
      handle: (ctx) => new Promise((resolve) => ctx.signal.addEventListener("abort", () => resolve())),
    });
    await enqueue(ctx, job, { id: "a" });
    expect(await runDueJobs(ctx, [job], { budgetMs: 300 })).toBe(1);
    expect(await rowOf("too-long")).toMatchObject({ leaseId: null, attempts: 0, losses: 0, failedAt: null });
  });
});
