import path from "node:path";
import { expect, it, vi } from "vitest";
import { systemContext } from "@/lib/db";
import { checkBooks } from "@/lib/metering";
import { startTranscription } from "@/lib/transcriptions";
import { pause, recordingOf, speech } from "@/tests/support/recordings";
import { workerProcess } from "@/tests/support/worker-process";
import {
  finished,
  keepRecording,
  makeDear,
  makePerson,
  price,
  spendingOf,
  transcriptionsWithSimulator,
  wish,
} from "./support";

const { control, ledger, requests } = transcriptionsWithSimulator({
  environment: { JOB_LEASE_MS: "700", STUDIO_CALLS_PER_USER: "2" },
});
const { start, kill } = workerProcess(path.join(import.meta.dirname, "transcriptions-process.ts"));

vi.setConfig({ testTimeout: 120_000 });

it("killed while it asks: what was sent is unknown and paid, the rest is written down, nothing twice", async () => {
  await makeDear(control);
  const person = await makePerson();
  await control("PUT", "/pace", { firstTokenMs: 60_000 });
  const recording = recordingOf([0, 1, 2, 3].flatMap(() => [speech(8_000), pause(1_000)]));
  const { id } = await startTranscription(person.ctx(), wish(await keepRecording(person, recording), { timed: true }));
  await start();
  await expect.poll(async () => (await requests()).length, { timeout: 60_000 }).toBe(2);
  await kill();
  await control("PUT", "/pace", { firstTokenMs: 5 });

  const done = await finished(person, id);
  expect(done.state).toBe("incomplete");
  const unknown = done.parts.filter(({ state }) => state === "unknown");
  expect(unknown).toMatchObject(Array(2).fill({ failure: { reason: "lost" }, costNanos: String(price) }));
  expect(done.parts.filter(({ state }) => state === "done")).toHaveLength(done.parts.length - 2);
  expect(await requests()).toHaveLength(done.parts.length);
  const owed = (await ledger()).reduce((sum, { costNanos }) => sum + BigInt(costNanos), 0n);
  expect(await spendingOf(person)).toEqual({ spent: owed, held: 0n });
  expect(await checkBooks(systemContext())).toEqual([]);
});

it("killed before it has listened: another process does", async () => {
  const person = await makePerson();
  const recording = recordingOf([speech(2_000), pause(500)]);
  const { id } = await startTranscription(person.ctx(), wish(await keepRecording(person, recording)));
  await start();
  await kill();
  const done = await finished(person, id);
  expect(["done", "failed"]).toContain(done.state);
  expect(done.parts[0]!.state).toMatch(/done|unknown/);
  expect((await requests()).length).toBeLessThanOrEqual(1);
  expect(await checkBooks(systemContext())).toEqual([]);
});
