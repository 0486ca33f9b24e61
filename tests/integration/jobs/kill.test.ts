import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { afterEach, expect, it } from "vitest";
import { database, systemContext } from "@/lib/db";
import { requestTurn } from "@/lib/turns";
import { spawnApplication } from "@/tests/support/worker-process";
import { step } from "./steps";

const processes = new Set<ChildProcess>();

async function startProcess(): Promise<ChildProcess> {
  const child = spawnApplication(path.join(import.meta.dirname, "job-process.ts"), {
    ...{ JOB_LEASE_MS: "600", SWEEP_INTERVAL_MS: "200", STUDIO_CALLS: "8" },
  });
  processes.add(child);
  await once(child.stdout!, "data");
  return child;
}

async function end(child: ChildProcess, signal?: NodeJS.Signals): Promise<void> {
  const exit = once(child, "exit");
  if (signal) child.kill(signal);
  else child.stdin!.end();
  await exit;
  processes.delete(child);
}

afterEach(async () => {
  for (const child of processes) await end(child, "SIGKILL");
});

it("work of two processes is done once each, whichever of them is killed", async () => {
  const ctx = systemContext();
  const ids = Array.from({ length: 40 }, (_, index) => `${index}`);
  const first = await startProcess();
  const second = await startProcess();
  for (const id of ids) {
    await requestTurn(ctx, {
      key: id,
      userId: `u${Number(id) % 3}`,
      modelId: "m",
      images: 0,
      job: step,
      payload: { id },
    });
  }
  const done = () => database().setting.count({ where: { key: { startsWith: "done " } } });
  await expect.poll(done, { timeout: 30_000 }).toBeGreaterThan(8);
  await end(first, "SIGKILL");
  await expect.poll(done, { timeout: 30_000 }).toBeGreaterThan(20);
  const third = await startProcess();
  await end(second, "SIGKILL");
  await expect.poll(done, { timeout: 30_000 }).toBe(ids.length);
  await end(third);
  expect([await database().job.count(), await database().turn.count()]).toEqual([0, 0]);
  const begun = await database().setting.count({ where: { key: { startsWith: "begun " } } });
  // What the two had under way was begun anew, and nothing else.
  expect(begun).toBeGreaterThanOrEqual(ids.length);
  expect(begun).toBeLessThanOrEqual(ids.length + 16);
}, 120_000);
