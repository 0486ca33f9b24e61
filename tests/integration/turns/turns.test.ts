import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { database, inTransaction, systemContext } from "@/lib/db";
import { env } from "@/lib/env";
import { defineJob, Postpone, runDueJobs, whileHolding } from "@/lib/jobs";
import { ProviderError } from "@/lib/siliconflow";
import {
  endTurn,
  grantTurns,
  holdsTurn,
  pauseTurns,
  pauseTurnsAfter,
  placesOf,
  requestTurn,
  withdrawTurn,
} from "@/lib/turns";

const ctx = systemContext();
const call = defineJob({
  name: "call",
  payload: z.strictObject({ key: z.string() }),
  handle: async (job, { key }) => {
    await whileHolding(job, (tx) => endTurn(tx, key));
  },
});

async function ask(userId: string, count: number, over: { modelId?: string; images?: number; notBefore?: Date } = {}) {
  const keys = Array.from({ length: count }, (_, index) => `${userId}${String(index).padStart(2, "0")}`);
  for (const key of keys)
    await requestTurn(ctx, { key, userId, modelId: "m", images: 1, job: call, payload: { key }, ...over });
  return keys;
}

const granted = async () =>
  (
    await database().turn.findMany({
      where: { grantedAt: { not: null } },
      orderBy: [{ grantedAt: "asc" }, { key: "asc" }],
    })
  ).map(({ key }) => key);

beforeEach(async () => {
  Object.assign(env(), { STUDIO_CALLS: 16, STUDIO_CALLS_PER_USER: 8, PROVIDER_IMAGES_PER_MINUTE: 60 });
  await database().turn.deleteMany();
  await database().turnGrant.deleteMany();
  await database().turnPause.deleteMany();
  await database().job.deleteMany();
});

describe("turns", () => {
  it("come, run their job and end", async () => {
    await ask("a", 3);
    expect(await grantTurns(ctx, [call])).toBe(3);
    expect(await granted()).toEqual(["a00", "a01", "a02"]);
    expect(await grantTurns(ctx, [call])).toBe(0);
    expect(await runDueJobs(ctx, [call])).toBe(3);
    expect(await database().turn.count()).toBe(0);
  });

  it("of one person's forty do not make another wait for all forty", async () => {
    Object.assign(env(), { STUDIO_CALLS: 4, STUDIO_CALLS_PER_USER: 4 });
    await ask("a", 40);
    expect(await grantTurns(ctx, [call])).toBe(4);
    await ask("b", 1);
    expect(await placesOf(ctx, ["b00", "a04", "a39"])).toEqual(
      new Map([
        ["b00", 1],
        ["a04", 2],
        ["a39", 37],
      ]),
    );
    await endTurn(ctx, "a02");
    expect(await grantTurns(ctx, [call])).toBe(1);
    expect(await granted()).toContain("b00");
  });

  it("are given once by any number of processes, within every limit", async () => {
    Object.assign(env(), { PROVIDER_IMAGES_PER_MINUTE: 10 });
    await ask("a", 20);
    await ask("b", 20);
    const given = await Promise.all(Array.from({ length: 6 }, () => grantTurns(systemContext(), [call])));
    expect(given.reduce((sum, count) => sum + count)).toBe(10);
    const keys = await granted();
    expect([keys.filter((key) => key < "b").length, keys.length]).toEqual([5, 10]);
    expect(await database().job.count()).toBe(10);
  });

  it("asked for in a transaction that fails were never asked for", async () => {
    await inTransaction(ctx, async (tx) => {
      await requestTurn(tx, { key: "k", userId: "a", modelId: "m", images: 1, job: call, payload: { key: "k" } });
      throw new Error("no");
    }).catch(() => undefined);
    expect(await grantTurns(ctx, [call])).toBe(0);
  });

  it("can be withdrawn while they wait, and not when their job may be under way", async () => {
    await ask("a", 1);
    expect(await withdrawTurn(ctx, "a00")).toBe(true);
    expect(await withdrawTurn(ctx, "a00")).toBe(false);
    await ask("a", 1);
    await grantTurns(ctx, [call]);
    expect(await withdrawTurn(ctx, "a00")).toBe(false);
  });

  it("given back keep their place among the person's own", async () => {
    Object.assign(env(), { STUDIO_CALLS: 1 });
    await ask("a", 3);
    await grantTurns(ctx, [call]);
    await requestTurn(ctx, { key: "a00", userId: "a", modelId: "m", images: 1, job: call, payload: { key: "a00" } });
    expect(await placesOf(ctx, ["a00", "a01"])).toEqual(
      new Map([
        ["a00", 1],
        ["a01", 2],
      ]),
    );
    await grantTurns(ctx, [call]);
    expect(await granted()).toEqual(["a00"]);
  });

  it("end with their job at the latest", async () => {
    Object.assign(env(), { STUDIO_CALLS: 1 });
    await ask("a", 2);
    await grantTurns(ctx, [call]);
    await database().job.deleteMany();
    await grantTurns(ctx, [call]);
    expect(await granted()).toEqual(["a01"]);
  });

  it("rest after a limit of the provider for that model, and after a blocked account for all", async () => {
    await ask("a", 1);
    await ask("b", 1, { modelId: "n" });
    const limit = {
      reason: "rate_minute",
      status: 429,
      retryable: true,
      outcome: "refused",
      retryAfterMs: 7_000,
    } as const;
    expect(await pauseTurnsAfter(ctx, { modelId: "m", error: new ProviderError(limit) })).toBe(7_000);
    await grantTurns(ctx, [call]);
    expect(await granted()).toEqual(["b00"]);
    await pauseTurns(ctx, { modelId: null, pauseMs: 60_000 });
    await ask("c", 1, { modelId: "o" });
    expect(await grantTurns(ctx, [call])).toBe(0);
    await database().turnPause.updateMany({ data: { until: new Date(0) } });
    expect(await grantTurns(ctx, [call])).toBe(2);
    expect(await database().turnPause.count()).toBe(0);
  });

  it("given back are no longer those of the job that had them", async () => {
    const held: boolean[] = [];
    const returning = defineJob({
      name: "call",
      payload: z.strictObject({ key: z.string() }),
      handle: async (job, { key }) => {
        held.push(await holdsTurn(job, key));
        const request = { key, userId: "a", modelId: "m", images: 1, job: call, payload: { key } };
        if (held.length === 1) await whileHolding(job, (tx) => requestTurn(tx, request));
        held.push(await holdsTurn(job, key));
        if (held.length === 2) throw new Postpone(0);
      },
    });
    await ask("a", 1);
    await grantTurns(ctx, [call]);
    await runDueJobs(ctx, [returning], { limit: 2 });
    expect(held).toEqual([true, false, false, false]);
    expect(await grantTurns(ctx, [call])).toBe(1);
  });

  it("for jobs that this process does not know wait for one that does", async () => {
    await ask("a", 1);
    expect(await grantTurns(ctx, [])).toBe(0);
    expect(await grantTurns(ctx, [call])).toBe(1);
  });
});
