import { setTimeout as pause } from "node:timers/promises";
import { afterAll, expect, it } from "vitest";
import { database, systemContext } from "@/lib/db";
import { runDueJobs } from "@/lib/jobs";
import { readAsset } from "@/lib/media";
import { requireRoom, setStorageLimit, storage } from "@/lib/storage";
import { grantTurns } from "@/lib/turns";
import {
  books,
  deadlineMs,
  finished,
  jobs,
  open,
  person,
  picture,
  planOf,
  quotaOf,
  rates,
  sha256,
  studioWithSimulator,
  videoPlan,
} from "@/tests/integration/creations/support";
import { openTestBucket } from "@/tests/support/bucket";

/** Before anything reads the environment. */
const bucket = await openTestBucket({ timeoutMs: 10_000 });
for (const [name, value] of Object.entries(bucket.settings)) process.env[name] = String(value);
afterAll(() => bucket.remove());

const studio = studioWithSimulator();

async function expectWhole(ids: string[]): Promise<void> {
  for (const id of ids) {
    const { url } = await database().creationOutput.findFirstOrThrow({ where: { assetId: id } });
    const sent = new Uint8Array(await (await fetch(url)).arrayBuffer());
    expect(sha256(await readAsset(systemContext(), id))).toBe(sha256(sent));
  }
}

it("results that are made while the bucket is away are kept once it is back, and paid for once", async () => {
  const owner = await person();
  await bucket.kill();
  const [pictures, clip] = [
    await open(owner, planOf({ calls: [picture(1), picture(2)] })),
    await open(owner, videoPlan()),
  ];
  const [done, video] = await Promise.all([
    finished(owner, pictures.id, 40_000),
    finished(owner, clip.id, 40_000),
    pause(4_000).then(() => bucket.start()),
  ]);
  const outputs = [...done.calls, ...video.calls].flatMap((call) => call.outputs);
  expect(outputs.map(({ state, failure }) => [state, failure])).toEqual(outputs.map(() => ["done", null]));
  await expectWhole(outputs.map(({ asset }) => asset!.id));
  expect(await studio.ledger()).toHaveLength(3);
  expect(await quotaOf(owner.userId)).toEqual({ spent: 2n * rates.images + rates.videos, held: 0n });
  expect(await books()).toEqual([]);
  // Pictures and clip, and the thumbnails of the pictures; of the attempts between nothing.
  await expect.poll(async () => (await storage().list()).files.length, { timeout: 15_000 }).toBe(5);
  expect(bucket.uploads()).toEqual([]);
}, 60_000);

/** Lets time pass for what waits to be kept: everything of it was that much earlier. */
async function pass(ms: number): Promise<void> {
  const by = `${ms} milliseconds`;
  await database().$executeRaw`
    update creation_outputs set created_at = created_at - ${by}::interval, deadline = deadline - ${by}::interval
    where state = 'saving'`;
  await database().$executeRaw`
    update jobs set run_at = run_at - ${by}::interval, deadline = deadline - ${by}::interval
    where name = 'capture-output' and failed_at is null`;
}

/** A picture that was made while the bucket is away, and that was tried to be kept. */
async function madeWithoutPlace() {
  const owner = await person();
  await bucket.kill();
  const { id } = await open(owner);
  for (;;) {
    await grantTurns(systemContext(), jobs);
    // Without a budget, which would cut a try short before it has failed.
    await runDueJobs(systemContext(), jobs);
    const [tried] = await database().creationOutput.findMany({ where: { call: { creationId: id } } });
    if (tried?.failure) {
      expect(tried).toMatchObject({ state: "saving", failure: { reason: "storage_unreachable" } });
      return { owner, id };
    }
  }
}

it("a result is still being kept after a minute without the bucket", async () => {
  deadlineMs.image = 3_600_000;
  const { owner, id } = await madeWithoutPlace();
  await pass(60_000);
  await runDueJobs(systemContext(), jobs);
  await bucket.start();
  await pass(30_000);
  const done = await finished(owner, id, 40_000);
  expect(done.calls[0]!.outputs[0]).toMatchObject({ state: "done", failure: null });
  await expectWhole([done.calls[0]!.outputs[0]!.asset!.id]);
  expect(await quotaOf(owner.userId)).toEqual({ spent: rates.images, held: 0n });
}, 60_000);

it("a result whose time runs out while the bucket is away says so, and costs its person nothing", async () => {
  const { owner, id } = await madeWithoutPlace();
  await pass(60_000);
  const done = await finished(owner, id, 40_000);
  await bucket.start();
  const failure = { code: "unavailable", reason: "storage_unreachable", refunded: true };
  expect(done.calls[0]!.outputs[0]).toMatchObject({ state: "failed", failure });
  expect(done.calls[0]!.failure).toMatchObject(failure);
  expect(await quotaOf(owner.userId)).toEqual({ spent: 0n, held: 0n });
}, 60_000);

it("a result that the provider forgot while the bucket was away says so as well", async () => {
  const { owner, id } = await madeWithoutPlace();
  await studio.control("POST", "/clock", { advanceMs: 2 * 3_600_000 });
  await bucket.start();
  await pass(30_000);
  const done = await finished(owner, id, 40_000);
  expect(done.calls[0]!.outputs[0]).toMatchObject({
    ...{ state: "failed", failure: { reason: "storage_unreachable", refunded: true } },
  });
  expect(await quotaOf(owner.userId)).toEqual({ spent: 0n, held: 0n });
}, 60_000);

it("a full storage refuses new work before it is paid for, and keeps what has been", async () => {
  const owner = await person();
  const begun = await open(owner);
  await setStorageLimit(systemContext(), { userId: owner.userId, limit: "1" });
  const done = await finished(owner, begun.id);
  expect(done.calls[0]!.outputs[0]!.state).toBe("done");
  await expect(requireRoom(owner.ctx)).rejects.toMatchObject({ details: { reason: "storage_full" } });
  await expect(open(owner)).rejects.toMatchObject({ code: "quota_exceeded", details: { reason: "storage_full" } });
  expect(await quotaOf(owner.userId)).toEqual({ spent: rates.images, held: 0n });
});
