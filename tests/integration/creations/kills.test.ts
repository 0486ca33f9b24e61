import { afterEach, describe, expect, it } from "vitest";
import { newId } from "@/lib/core";
import { sweepCreations } from "@/lib/creations";
import type { Creation } from "@/lib/creations/schema";
import { database, systemContext } from "@/lib/db";
import { runDueJobs, type JobContext, type RunnableJob } from "@/lib/jobs";
import { grantTurns } from "@/lib/turns";
import { storedFiles } from "@/tests/integration/media/support";
import type { Login } from "@/tests/support/login";
import {
  books,
  finished,
  jobs,
  open,
  person,
  picture,
  planOf,
  quotaOf,
  rates,
  studioWithSimulator,
  videoPlan,
  work,
} from "./support";

const studio = studioWithSimulator();

afterEach(async () => {
  await database().job.deleteMany();
  await database().turn.deleteMany();
  await database().creation.deleteMany();
});

/**
 * Runs what is due until one handler has committed so many transactions, and then as if the process had died: nothing
 * more of it is written, and its leases lapse.
 */
async function workUntilKilled(writes: number): Promise<void> {
  let left = writes;
  const dying = (definition: RunnableJob): RunnableJob => ({
    ...definition,
    run: async (ctx, payload) => {
      const job = { ...ctx.job };
      // Every transaction of a handler asks once who holds the job.
      Object.defineProperty(job, "leaseId", { get: () => (left-- > 0 ? ctx.job.leaseId : "nobody's") });
      await definition.run({ ...ctx, job } as JobContext, payload);
      if (left < 0) throw new Error("killed");
    },
  });
  const ctx = systemContext();
  await grantTurns(ctx, jobs);
  await runDueJobs(ctx, jobs.map(dying), { budgetMs: 1_000 });
  // What the queue itself noted of those runs would not have been written either.
  await database().$executeRaw`
    update jobs set run_at = clock_timestamp() - interval '1 second', attempts = 0, failed_at = null,
      lease_until = case when lease_id is not null then clock_timestamp() - interval '1 second' end`;
}

/** What has to hold whatever was killed: nothing lost, doubled, or paid twice. */
async function expectOrder(owner: Login, { calls }: Creation): Promise<void> {
  for (const call of calls) {
    expect(["done", "unknown"]).toContain(call.state);
    expect(call.outputs.map(({ state }) => state)).toEqual(call.state === "done" ? ["done"] : []);
  }
  const paid = await studio.ledger();
  expect(paid.length).toBeLessThanOrEqual(calls.length);
  const charges = await database().charge.findMany({ where: { userId: owner.userId } });
  expect(charges.map(({ state }) => state)).toEqual(calls.map(() => "settled"));
  expect(await database().ledgerEntry.count({ where: { userId: owner.userId } })).toBe(calls.length);
  const cost = calls.reduce((sum, { costNanos }) => sum + BigInt(costNanos), 0n);
  expect(await quotaOf(owner.userId)).toEqual({ spent: cost, held: 0n });
  expect(await database().turn.count({ where: { userId: owner.userId } })).toBe(0);
  expect(await database().asset.count({ where: { userId: owner.userId } })).toBe(
    calls.filter(({ state }) => state === "done").length,
  );
  expect(await books()).toEqual([]);
}

async function nothingLeftBehind(): Promise<void> {
  const assets = await database().asset.findMany({ select: { key: true, thumbnailKey: true } });
  const kept = assets.flatMap(({ key, thumbnailKey }) => [key, thumbnailKey ?? []].flat());
  expect(storedFiles().toSorted()).toEqual(kept.toSorted());
}

describe("a process killed on the way", () => {
  it.each([
    [0, "before it begins", "done"],
    [1, "while the provider is asked", "unknown"],
    [2, "while the result is fetched", "done"],
    [3, "after the end", "done"],
  ])("after %i transactions of a picture, %s", async (writes, _, state) => {
    const owner = await person();
    const { id } = await open(owner, planOf());
    await workUntilKilled(writes);
    const creation = await finished(owner, id);
    expect(creation.calls[0]!.state).toBe(state);
    await expectOrder(owner, creation);
    await nothingLeftBehind();
    if (state === "unknown") {
      expect(creation.calls[0]).toMatchObject({
        failure: { reason: "lost", refunded: false },
        receipt: { basis: "estimated", costNanos: String(rates.images) },
      });
    }
  });

  it.each([
    [0, "before it begins", "done"],
    [1, "while it is submitted", "unknown"],
    [2, "after it was submitted", "done"],
    [3, "after it was seen running, or made", "done"],
    [4, "while the result is fetched", "done"],
  ])("after %i transactions of a video, %s", async (writes, _, state) => {
    const owner = await person();
    const { id } = await open(owner, videoPlan());
    await workUntilKilled(writes);
    const creation = await finished(owner, id);
    expect(creation.calls[0]!.state).toBe(state);
    await expectOrder(owner, creation);
    await nothingLeftBehind();
  });

  it("again and again, in the middle of many calls", async () => {
    const owner = await person();
    const opened = await Promise.all(
      [1, 2, 3].map((seed) => open(owner, planOf({ calls: [picture(seed), picture(seed)] }))),
    );
    for (const writes of [1, 4, 2, 7, 3]) await workUntilKilled(writes);
    const calls = [];
    for (const { id } of opened) calls.push(...(await finished(owner, id)).calls);
    await expectOrder(owner, { ...opened[0]!, calls });
    await nothingLeftBehind();
  });
});

describe("two processes", () => {
  it("make each call once, and keep each result once", async () => {
    const owners = await Promise.all([person(), person()]);
    const opened = await Promise.all(
      owners.flatMap((owner) =>
        [1, 2, 3].map(async (seed) => ({ owner, made: await open(owner, planOf({ calls: [picture(seed)] })) })),
      ),
    );
    await Promise.all([work(undefined, 15_000), work(undefined, 15_000)]);
    for (const { owner, made } of opened) await finished(owner, made.id);
    expect(await studio.ledger()).toHaveLength(6);
    expect(await studio.mediaRequests()).toHaveLength(6);
    for (const { userId } of owners) {
      expect(await quotaOf(userId)).toEqual({ spent: 3n * rates.images, held: 0n });
      expect(await database().asset.count({ where: { userId } })).toBe(3);
    }
    expect(await books()).toEqual([]);
  });

  it("of which one has lost its job write nothing more, and leave no file", async () => {
    const owner = await person();
    const { id } = await open(owner, planOf());
    await studio.fault("slow-media", { times: 1, delayMs: 1_000 });
    const slow = work();
    await expect.poll(() => studio.mediaRequests(), { timeout: 5_000 }).toHaveLength(1);
    await database().$executeRaw`
      update jobs set lease_id = ${newId()}, lease_until = clock_timestamp() - interval '1 second' where name = 'capture-output'`;
    await slow;
    const creation = await finished(owner, id);
    expect(creation.calls[0]!.state).toBe("done");
    await expectOrder(owner, creation);
    await nothingLeftBehind();
  });
});

describe("the sweep", () => {
  const age = (id: string) => database().$executeRaw`
    update creation_calls set created_at = created_at - interval '5 minutes', submitted_at = submitted_at - interval '5 minutes'
    where creation_id = ${id}`;
  const forgetWork = async () => {
    await database().job.deleteMany();
    await database().turn.deleteMany();
  };

  it("gives a waiting call without a turn another one", async () => {
    const owner = await person();
    const { id } = await open(owner);
    await forgetWork();
    expect(await sweepCreations(systemContext())).toBe(0);
    await age(id);
    expect(await sweepCreations(systemContext())).toBe(1);
    expect((await finished(owner, id)).calls[0]!.state).toBe("done");
  });

  it("ends a call as unknown whose process and job are gone", async () => {
    const owner = await person();
    const { id } = await open(owner);
    await workUntilKilled(1);
    await forgetWork();
    await age(id);
    await sweepCreations(systemContext());
    const creation = await finished(owner, id);
    expect(creation.calls[0]).toMatchObject({ state: "unknown", failure: { reason: "lost" } });
    await expectOrder(owner, creation);
  });

  it("asks again about a video that nobody asks about, and for a result that nobody fetches", async () => {
    const owner = await person();
    const { id } = await open(owner, videoPlan());
    await workUntilKilled(2);
    await forgetWork();
    await age(id);
    expect(await sweepCreations(systemContext())).toBe(1);
    await workUntilKilled(2);
    await forgetWork();
    await database().$executeRaw`update creation_outputs set created_at = created_at - interval '5 minutes'`;
    await age(id);
    await sweepCreations(systemContext());
    const creation = await finished(owner, id);
    expect(creation.calls[0]!.state).toBe("done");
    await expectOrder(owner, creation);
  });

  it("keeps the charges of what waits", async () => {
    const owner = await person();
    await open(owner);
    await database().charge.updateMany({ where: { userId: owner.userId }, data: { expiresAt: new Date(0) } });
    delete (globalThis as { silicaChargesRenewedAt?: number }).silicaChargesRenewedAt;
    await sweepCreations(systemContext());
    const [charge] = await database().charge.findMany({ where: { userId: owner.userId } });
    expect(charge!.expiresAt.getTime()).toBeGreaterThan(Date.now());
    await work();
  });
});
