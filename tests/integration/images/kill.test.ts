import path from "node:path";
import { expect, it } from "vitest";
import { systemContext } from "@/lib/db";
import { startImages } from "@/lib/images";
import { checkBooks } from "@/lib/metering";
import { workerProcess } from "@/tests/support/worker-process";
import { finished, imagesWithSimulator, makePerson, price, spendingOf, wish } from "./support";

const { control, ledger, requests } = imagesWithSimulator({ environment: { JOB_LEASE_MS: "700" } });
const { start, kill } = workerProcess(path.join(import.meta.dirname, "images-process.ts"));

it("killed while it asks: what was sent is unknown and paid, what was not is made, nothing twice", async () => {
  const person = await makePerson();
  await control("PUT", "/settings", { imageMs: 60_000 });
  const sent = await startImages(person.ctx(), wish({ count: 2, seed: 1 }));
  await start();
  await expect.poll(() => requests(), { timeout: 10_000 }).toHaveLength(2);
  const waiting = await startImages(person.ctx(), wish({ seed: 9 }));
  await kill();
  await control("PUT", "/settings", { imageMs: 10 });

  expect((await finished(person, sent.id)).calls).toMatchObject([
    { state: "unknown", failure: { reason: "lost" }, costNanos: String(price) },
    { state: "unknown", failure: { reason: "lost" }, costNanos: String(price) },
  ]);
  const rest = (await finished(person, waiting.id)).calls[0]!;
  expect(["done", "unknown"]).toContain(rest.state);
  const seeds = (await requests()).map(({ body }) => body.seed);
  expect(seeds.length).toBe(new Set(seeds).size);
  const owed = (await ledger()).reduce((sum, { costNanos }) => sum + BigInt(costNanos), 0n);
  // Killed just before it was sent, it counts as perhaps made all the same.
  const doubted = rest.state === "unknown" && !seeds.includes(9) ? price : 0n;
  expect(await spendingOf(person)).toEqual({ spent: owed + doubted, held: 0n });
  expect(await checkBooks(systemContext())).toEqual([]);
});

it("killed while a result is fetched: the next process fetches it, and nothing is made again", async () => {
  const person = await makePerson();
  await control("POST", "/faults", { name: "hang-before-headers", match: { path: "/media/" }, times: 1 });
  const { id } = await startImages(person.ctx(), wish());
  await start();
  await expect.poll(() => requests("/media/"), { timeout: 10_000 }).toHaveLength(1);
  await kill();
  const { calls } = await finished(person, id);
  expect(calls[0]).toMatchObject({ state: "done", outputs: [{ state: "done" }], costNanos: String(price) });
  expect(await requests()).toHaveLength(1);
  expect(await checkBooks(systemContext())).toEqual([]);
});
