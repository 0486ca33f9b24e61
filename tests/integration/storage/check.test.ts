import { readdirSync, renameSync, rmSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { newId } from "@/lib/core";
import { database, now, systemContext } from "@/lib/db";
import { enqueue, runDueJobs } from "@/lib/jobs";
import { savePicture, sweepFiles } from "@/lib/media";
import {
  continueStorageCheck,
  lastStorageCheck,
  reconcileStorage,
  startDueStorageCheck,
  startStorageCheck,
  storage,
} from "@/lib/storage";
import { folderOf } from "@/lib/storage/local";
import { checkStorageJob } from "@/lib/worker/storage-check";
import { login, type Login } from "@/tests/support/login";
import { pictureOf } from "@/tests/support/pictures";
import { get, refusalOf, sent, storedFiles } from "../media/support";

const folder = folderOf(process.env.STORAGE_URL!);
const system = () => systemContext();
let person: Login;
beforeEach(async () => {
  await database().asset.deleteMany();
  await database().storageCheck.deleteMany();
  await sweepFiles(system());
  for (const key of storedFiles()) rmSync(placeOf(key));
  person = await login();
});

const document = (text = "words") => sent(person, text, { kind: "document", name: "a.txt" });
const keyOf = async (id: string) => (await database().asset.findUniqueOrThrow({ where: { id } })).key;

function placeOf(key: string): string {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true }).find((entry) => entry.name === key);
  return path.join(found!.parentPath, key);
}

/** A file that nothing knows of, so many hours old. */
async function stray(hours = 48): Promise<string> {
  const key = newId();
  await storage().put(key, new TextEncoder().encode("stray"));
  const at = new Date(now().getTime() - hours * 3_600_000);
  utimesSync(placeOf(key), at, at);
  return key;
}

describe("a check", () => {
  it("finds nothing where all is well, thumbnails and files on their way included", async () => {
    await document();
    await savePicture(person.ctx, { ...person, name: "a.png", bytes: await pictureOf(24, 16).png().toBuffer() });
    await database().fileRemoval.create({ data: { key: await stray(), dueAt: new Date(now().getTime() + 60_000) } });
    await stray(23);
    expect(await reconcileStorage(system(), { repair: true })).toMatchObject({
      ...{ rowCount: 2, fileCount: 5, missingCount: 0, strayCount: 0, sumCount: 0, doubtful: false, missing: [] },
      finishedAt: expect.any(String),
    });
    expect(storedFiles()).toHaveLength(5);
  });

  it("only reports unless it should mend", async () => {
    const asset = await document();
    rmSync(placeOf(await keyOf(asset.id)));
    const key = await stray();
    const check = await reconcileStorage(system(), { repair: false });
    expect(check).toMatchObject({ missingCount: 1, strayCount: 1, strayBytes: 5, repaired: false, doubtful: false });
    expect(check.missing).toEqual([
      { id: asset.id, kind: "document", sizeBytes: 5, createdAt: asset.createdAt, person: "Test Person" },
    ]);
    await sweepFiles(system());
    expect(storedFiles()).toContain(key);
    expect(await database().asset.findUnique({ where: { id: asset.id } })).toMatchObject({ missingAt: null });
  });

  it("marks what is missing or cut off, removes strays, and takes marks back", async () => {
    const [gone, cut, whole] = [await document(), await document("longer words"), await document()];
    rmSync(placeOf(await keyOf(gone.id)));
    truncateSync(placeOf(await keyOf(cut.id)), 3);
    const strays = [await stray(), await stray(25)];
    expect(await reconcileStorage(system(), { repair: true })).toMatchObject({
      ...{ rowCount: 3, missingCount: 2, strayCount: 2, repaired: true },
    });
    while (await sweepFiles(system()));
    expect(storedFiles().filter((key) => strays.includes(key))).toEqual([]);
    const missing = { select: { id: true }, where: { missingAt: { not: null } }, orderBy: { id: "asc" } } as const;
    expect(await database().asset.findMany(missing)).toEqual([{ id: gone.id }, { id: cut.id }]);
    expect(await refusalOf(await get(person, gone.id))).toEqual([404, "not_found", "file_missing"]);
    expect((await get(person, whole.id)).status).toBe(200);

    await storage().put(await keyOf(gone.id), new TextEncoder().encode("words"));
    await reconcileStorage(system(), { repair: true });
    expect(await database().asset.findMany(missing)).toEqual([{ id: cut.id }]);
  });

  it("lets a picture without its thumbnail show itself", async () => {
    const { userId } = person;
    const bytes = await pictureOf(24, 16).png().toBuffer();
    const { id } = await savePicture(person.ctx, { userId, name: "a.png", bytes });
    rmSync(placeOf((await database().asset.findUniqueOrThrow({ where: { id } })).thumbnailKey!));
    expect((await get(person, id, "?variant=thumbnail")).status).toBe(404);
    await reconcileStorage(system(), { repair: true });
    expect(await database().asset.findUnique({ where: { id } })).toMatchObject({ missingAt: null, thumbnailKey: null });
    expect((await get(person, id, "?variant=thumbnail")).status).toBe(200);
  });

  it("mends nothing unasked where the storage looks like the wrong one", async () => {
    for (let made = 0; made < 30; made++) await document();
    for (const key of storedFiles()) rmSync(placeOf(key));
    const key = await stray();
    expect(await reconcileStorage(system(), { repair: true })).toMatchObject({ doubtful: true, repaired: false });
    expect(await database().asset.count({ where: { missingAt: { not: null } } })).toBe(0);
    expect(await reconcileStorage(system(), { repair: true, insist: true })).toMatchObject({ repaired: true });
    expect(await database().asset.count({ where: { missingAt: { not: null } } })).toBe(30);
    await sweepFiles(system());
    expect(storedFiles()).not.toContain(key);
  });

  it("does not take a storage that is away for one that lost everything", async () => {
    await document();
    const away = `${folder}-away`;
    renameSync(folder, away);
    writeFileSync(folder, "");
    await expect(reconcileStorage(system(), { repair: true })).rejects.toMatchObject({ code: "unavailable" });
    rmSync(folder);
    renameSync(away, folder);
    expect(await reconcileStorage(system(), { repair: true })).toMatchObject({ rowCount: 1, missingCount: 0 });
  });

  it("puts sums right, also while files come", async () => {
    await document("0123456789");
    await database().storageAllowance.update({ where: { userId: person.userId }, data: { usedBytes: 12_345n } });
    const [check] = await Promise.all([
      reconcileStorage(system(), { repair: true }),
      ...Array.from({ length: 10 }, () => document("0123456789")),
    ]);
    expect(check.sumCount).toBe(1);
    expect(await database().storageAllowance.findUnique({ where: { userId: person.userId } })).toMatchObject({
      usedBytes: 110n,
    });
  });

  it("is for administrators", async () => {
    const forbidden = { code: "forbidden" };
    await expect(reconcileStorage(person.ctx, { repair: false })).rejects.toMatchObject(forbidden);
    await expect(startStorageCheck(person.ctx, { repair: false })).rejects.toMatchObject(forbidden);
    await expect(lastStorageCheck(person.ctx)).rejects.toMatchObject(forbidden);
  });
});

describe("its rounds", () => {
  it("go on where the last ended, one check at a time, and two at once count nothing twice", async () => {
    await database().asset.createMany({
      data: Array.from({ length: 1_200 }, () => ({
        ...{ id: newId(), userId: person.userId, kind: "document" as const, name: "a", mediaType: "text/plain" },
        ...{ sizeBytes: 1, sha256: "", key: newId() },
      })),
    });
    const key = await stray();
    await startStorageCheck(system(), { repair: false });
    await startStorageCheck(system(), { repair: true, insist: true });
    expect(await database().storageCheck.count()).toBe(1);
    expect(await continueStorageCheck(system(), { budgetMs: 0 })).toBe(false);
    expect(await lastStorageCheck(system())).toMatchObject({ rowCount: 500, finishedAt: null, repair: true });
    let rounds = 0;
    for (let over = false; !over; rounds++) {
      const both = await Promise.all([
        continueStorageCheck(system(), { budgetMs: 0 }),
        continueStorageCheck(system(), { budgetMs: 0 }),
      ]);
      over = both.includes(true);
    }
    expect(rounds).toBeGreaterThan(3);
    const check = await lastStorageCheck(system());
    expect(check).toMatchObject({ rowCount: 1_200, missingCount: 1_200, strayCount: 1, repaired: true });
    expect(check!.missing).toHaveLength(50);
    await sweepFiles(system());
    expect(storedFiles()).not.toContain(key);
  });

  it("come once a day, as a job", async () => {
    expect(await startDueStorageCheck(system(), 60_000)).toBe(true);
    await enqueue(system(), checkStorageJob, {}, { key: "all" });
    await enqueue(system(), checkStorageJob, {}, { key: "all" });
    await expect
      .poll(
        async () => {
          await runDueJobs(system(), [checkStorageJob], {});
          return (await lastStorageCheck(system()))?.finishedAt;
        },
        { timeout: 15_000 },
      )
      .toEqual(expect.any(String));
    expect(await startDueStorageCheck(system(), 60_000)).toBe(false);
    expect(await startDueStorageCheck(system(), 0)).toBe(true);
    expect(await database().storageCheck.count()).toBe(2);
  });
});
