import { expect, it, vi } from "vitest";
import { findRun, followRun, sweepRuns } from "@/lib/bench";
import { systemContext } from "@/lib/db";
import {
  benchInOrder,
  chatWithSimulator,
  expectBooksInOrder,
  inputs,
  makePerson,
  readAll,
  request,
  spentOf,
} from "./support";
import { startBenchProcess } from "./bench-process-handle";

const provider = chatWithSimulator();
benchInOrder();

it("is followed from another process, and ended with what was saved when its own is killed", async () => {
  const { ctx, userId } = await makePerson();
  await provider.pace(25);
  const other = await startBenchProcess();
  const started = await other.start(userId, request(inputs.fim));
  const followed = followRun(ctx(), { id: started.id });
  const events = readAll(await followed);
  await vi.waitFor(async () => expect((await findRun(ctx(), { id: started.id })).result.text).not.toBe(""), {
    timeout: 10_000,
  });
  expect(await sweepRuns(systemContext())).toBe(0);
  await other.kill();
  await vi.waitFor(async () => expect(await sweepRuns(systemContext())).toBe(1), { timeout: 10_000, interval: 100 });
  expect(await sweepRuns(systemContext())).toBe(0);

  const run = await findRun(ctx(), { id: started.id });
  expect(run).toMatchObject({ state: "interrupted", failure: { reason: "lost" }, receipt: { basis: "measured" } });
  expect(run.result.text).not.toBe("");
  const told = await events;
  expect(told[0]).toMatchObject({ type: "snapshot" });
  expect(told.at(-1)).toEqual({ type: "ended", run });
  const [entry] = await spentOf(userId, "bench");
  expect(entry).toMatchObject({ outcome: "interrupted", costNanos: BigInt(run.receipt!.costNanos) });
  await expectBooksInOrder();
}, 40_000);

it("is interrupted, saved and paid for when its process shuts down", async () => {
  const { ctx } = await makePerson();
  await provider.pace(25);
  const other = await startBenchProcess();
  const started = await other.start(userIdOf(ctx), request(inputs.fim));
  await vi.waitFor(async () => expect((await findRun(ctx(), { id: started.id })).result.text).not.toBe(""), {
    timeout: 10_000,
  });
  await other.drain(0);
  expect(await findRun(ctx(), { id: started.id })).toMatchObject({
    state: "interrupted",
    failure: { reason: "shutdown" },
    receipt: { basis: "measured" },
  });
  await expect(other.start(userIdOf(ctx), request(inputs.fim))).rejects.toThrow("restarting");
  await other.end();
  await expectBooksInOrder();
}, 40_000);

function userIdOf(ctx: Awaited<ReturnType<typeof makePerson>>["ctx"]): string {
  const { actor } = ctx();
  if (actor.type !== "user") throw new Error("Not a person.");
  return actor.userId;
}
