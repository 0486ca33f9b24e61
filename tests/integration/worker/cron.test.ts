import { beforeEach, expect, it } from "vitest";
import { GET } from "@/app/api/cron/jobs/route";
import { eraseAccount } from "@/lib/auth";
import { newId } from "@/lib/core";
import { database, systemContext } from "@/lib/db";
import { env } from "@/lib/env";
import { enqueue } from "@/lib/jobs";
import { endTurn, requestTurn } from "@/lib/turns";
import { call } from "@/tests/support/call";

const headers = { authorization: "Bearer a secret of the scheduler" };

beforeEach(() => {
  Object.assign(env(), { CRON_SECRET: "a secret of the scheduler" });
});

it("a call of the scheduler gives turns, runs what is due, and ends when nothing is", async () => {
  const ctx = systemContext();
  const keys = Array.from({ length: 12 }, () => newId());
  // A job of the product that finds nothing to do.
  const turn = { modelId: "m", userId: "u", images: 1, job: eraseAccount, payload: { userId: newId() } };
  for (const key of keys) await requestTurn(ctx, { ...turn, key });
  await enqueue(ctx, eraseAccount, { userId: newId() });
  const since = performance.now();
  // One person's calls at once are fewer than these; their turns end with their jobs.
  const { jobs } = (await (await call(GET, { headers })).json()) as { jobs: number };
  expect(jobs).toBeGreaterThanOrEqual(13);
  expect(performance.now() - since).toBeLessThan(10_000);
  expect(await database().job.count({ where: { name: eraseAccount.name } })).toBe(0);
  for (const key of keys) await endTurn(ctx, key);
});

it("it works no longer than it may", async () => {
  Object.assign(env(), { CRON_BUDGET_MS: 600 });
  const ctx = systemContext();
  const later = { userId: newId() };
  await enqueue(ctx, eraseAccount, later, { delayMs: 100 });
  await enqueue(ctx, eraseAccount, { userId: newId() }, { delayMs: 5_000 });
  const since = performance.now();
  expect((await call(GET, { headers })).status).toBe(200);
  expect(performance.now() - since).toBeLessThan(10_000);
  expect(await database().job.count({ where: { name: eraseAccount.name } })).toBe(1);
});

it("strangers cannot drive it", async () => {
  expect((await call(GET, { headers: { authorization: "Bearer another secret of somebody" } })).status).toBe(404);
});
