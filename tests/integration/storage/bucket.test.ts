import { afterAll, beforeAll, expect, it } from "vitest";
import { openTestBucket, type TestBucket } from "@/tests/support/bucket";

let bucket: TestBucket;
beforeAll(async () => {
  bucket = await openTestBucket({ timeoutMs: 10_000 });
  for (const [name, value] of Object.entries(bucket.settings)) process.env[name] = String(value);
});
afterAll(() => bucket?.remove());

/** After the environment is set: it is read once. */
const modules = async () => ({
  ...(await import("@/lib/db")),
  ...(await import("@/lib/media")),
  ...(await import("@/lib/storage")),
  ...(await import("../media/support")),
  ...(await import("@/tests/support/login")),
  ...(await import("@/tests/support/pictures")),
});

it("files of people live in a bucket from end to end", async () => {
  const { database, systemContext, sweepFiles, storage, reconcileStorage, get, login, pictureOf, remove, sent } =
    await modules();
  const person = await login();
  const bytes = Uint8Array.from({ length: 6_000_000 }, (_, index) => index % 253);
  const document = await sent(person, bytes, { kind: "document", name: "a.bin" });
  const picture = await sent(person, await pictureOf(240, 160).jpeg().toBuffer());
  expect(new Uint8Array(await (await get(person, document.id)).arrayBuffer())).toEqual(bytes);
  const part = await get(person, document.id, "", { range: "bytes=5999990-" });
  expect([part.status, part.headers.get("content-range")]).toEqual([206, "bytes 5999990-5999999/6000000"]);
  expect(new Uint8Array(await part.arrayBuffer())).toEqual(bytes.subarray(5_999_990));
  expect((await get(person, picture.id, "?variant=thumbnail")).status).toBe(200);

  const { key } = await database().asset.findUniqueOrThrow({ where: { id: document.id } });
  expect((await remove(person, picture.id)).status).toBe(204);
  expect((await storage().list()).files.map((file) => file.key)).toEqual([key]);
  await storage().delete(key);
  expect(await reconcileStorage(systemContext(), { repair: true })).toMatchObject({ missingCount: 1, repaired: true });
  expect((await get(person, document.id)).status).toBe(404);
  while (await sweepFiles(systemContext()));
});

it("a bucket that is away for a while refuses uploads cleanly, and loses nothing", async () => {
  const { database, systemContext, sweepFiles, storage, get, login, refusalOf, send, sent, storageUse } =
    await modules();
  const person = await login();
  const kept = await sent(person, "kept before", { kind: "document", name: "a.txt" });
  await bucket.kill();
  const away = [503, "unavailable", "storage_unreachable"];
  const begun = Date.now();
  const refused = await send(person, "while it is away", { kind: "document", name: "b.txt" });
  expect(refused.headers.get("retry-after")).toBe("10");
  expect(await refusalOf(refused)).toEqual(away);
  expect(await refusalOf(await get(person, kept.id))).toEqual(away);
  expect(Date.now() - begun).toBeLessThan(10_000);
  // What cannot be removed now is removed later.
  await database().asset.delete({ where: { id: kept.id } });
  await expect(sweepFiles(systemContext())).rejects.toMatchObject({ code: "unavailable" });

  await bucket.start();
  const after = await sent(person, "after it is back", { kind: "document", name: "c.txt" });
  expect(await (await get(person, after.id)).text()).toBe("after it is back");
  await database().fileRemoval.updateMany({ data: { dueAt: new Date(0) } });
  while (await sweepFiles(systemContext()));
  const { key } = await database().asset.findUniqueOrThrow({ where: { id: after.id } });
  expect((await storage().list()).files.map((file) => file.key)).toEqual([key]);
  expect(await storageUse(person.ctx)).toMatchObject({ usedBytes: 16 });
  expect(await database().storageHold.count()).toBe(0);
});
