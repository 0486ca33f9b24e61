import { describe, expect, it } from "vitest";
import { z } from "zod";
import { database, systemContext } from "@/lib/db";
import { defineJob, enqueue, runDueJobs } from "@/lib/jobs";

const Payload = z.strictObject({ id: z.string() });

function recorder(name: string, handle?: (id: string) => Promise<void>, attempts?: number) {
  const seen: string[] = [];
  const job = defineJob({
    name,
    payload: Payload,
    attempts,
    handle: async (_ctx, { id }) => {
      seen.push(id);
      await handle?.(id);
    },
  });
  return { job, seen };
}

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
    const { job, seen } = recorder("failing", () => Promise.reject(new Error("no")), 2);
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
});
