import { beforeEach, describe, expect, it } from "vitest";
import { GET as listPeople } from "@/app/api/admin/people/route";
import { PATCH as changePerson } from "@/app/api/admin/people/[id]/route";
import { newId } from "@/lib/core";
import { database, inTransaction, systemContext } from "@/lib/db";
import { savePicture } from "@/lib/media";
import { holdRoom, releaseRoom, requireRoom, storageUse, sweepRoom } from "@/lib/storage";
import { call, errorOf } from "@/tests/support/call";
import { login, type Login } from "@/tests/support/login";
import { pictureOf } from "@/tests/support/pictures";
import { refusalOf, send, sent } from "../media/support";

let person: Login;
let admin: Login;
beforeEach(async () => {
  person = await login();
  admin = await login({ role: "admin" });
});

const limitTo = (limit: unknown, who: Login = person, by: Login = admin) =>
  call(changePerson, {
    method: "PATCH",
    params: { id: who.userId },
    headers: by.headers,
    body: { storageLimit: limit },
  });
const document = (bytes: number) => send(person, new Uint8Array(bytes).fill(7), { kind: "document", name: "a.txt" });
const rowOf = (who: Login = person) => database().storageAllowance.findUnique({ where: { userId: who.userId } });
const full = [402, "quota_exceeded", "storage_full"];

describe("what a person uses", () => {
  it("follows the rows, however they come and go", async () => {
    await sent(person, new Uint8Array(1000), { kind: "document", name: "a.txt" });
    const second = await sent(person, new Uint8Array(500), { kind: "document", name: "b.txt" });
    const picture = await sent(person, await pictureOf(24, 16).png().toBuffer());
    const sum = 1500 + picture.sizeBytes;
    await database().asset.update({ where: { id: second.id }, data: { trashedAt: new Date() } });
    expect(await storageUse(person.ctx)).toEqual({
      usedBytes: sum,
      limitBytes: 20_000_000_000,
      ownLimit: false,
      kinds: [
        { kind: "document", files: 2, sizeBytes: 1500, trashBytes: 500 },
        { kind: "picture", files: 1, sizeBytes: picture.sizeBytes, trashBytes: 0 },
      ],
    });
    expect(await rowOf()).toMatchObject({ usedBytes: BigInt(sum), heldBytes: 0n });

    await database().asset.update({ where: { id: second.id }, data: { sizeBytes: 700 } });
    expect((await storageUse(person.ctx)).usedBytes).toBe(sum + 200);
    await database().asset.deleteMany({ where: { userId: person.userId } });
    expect(await storageUse(person.ctx)).toMatchObject({ usedBytes: 0, kinds: [] });
  });

  it("is everybody's own, and administrators'", async () => {
    await sent(person, new Uint8Array(1000), { kind: "document", name: "a.txt" });
    await expect(storageUse(person.ctx, admin.userId)).rejects.toMatchObject({ code: "forbidden" });
    expect(await storageUse(admin.ctx, person.userId)).toMatchObject({ usedBytes: 1000 });
    const { items } = (await (await call(listPeople, { method: "GET", headers: admin.headers })).json()) as {
      items: { id: string; storage: object }[];
    };
    expect(items.find(({ id }) => id === person.userId)?.storage).toEqual({
      usedBytes: 1000,
      limitBytes: 20_000_000_000,
      ownLimit: false,
    });
  });

  it("goes with the account", async () => {
    await sent(person, new Uint8Array(1000), { kind: "document", name: "a.txt" });
    await holdRoom(person.ctx, { userId: person.userId, maxBytes: 10 });
    await database().user.delete({ where: { id: person.userId } });
    expect(await rowOf()).toBeNull();
  });
});

describe("the limit", () => {
  it("is set by administrators, and noted", async () => {
    expect((await limitTo("5000")).status).toBe(200);
    expect(await storageUse(person.ctx)).toMatchObject({ limitBytes: 5000, ownLimit: true });
    expect((await limitTo("none")).status).toBe(200);
    expect(await storageUse(person.ctx)).toMatchObject({ limitBytes: null, ownLimit: true });
    expect((await limitTo("standard")).status).toBe(200);
    expect(await storageUse(person.ctx)).toMatchObject({ limitBytes: 20_000_000_000, ownLimit: false });
    const events = await database().auditEvent.findMany({
      where: { targetId: person.userId, action: "person.storage_limit_set" },
      orderBy: { id: "asc" },
    });
    expect(events.map(({ actorId, details }) => [actorId, details])).toEqual([
      [admin.userId, { from: "standard", to: "5000" }],
      [admin.userId, { from: "5000", to: "none" }],
      [admin.userId, { from: "none", to: "standard" }],
    ]);
  });

  it.each(["0", "-1", "1.5", "", "1e9", 5000, null, "9".repeat(16)])("is not %j", async (limit) => {
    expect((await limitTo(limit)).status).toBe(400);
  });

  it("is not for members to set", async () => {
    expect((await limitTo("5000", person, person)).status).toBe(403);
    expect((await errorOf(await limitTo("5000", { ...person, userId: newId() } as Login))).code).toBe("not_found");
  });

  it("holds for uploads, and what is deleted makes room", async () => {
    await limitTo("2500");
    const first = await sent(person, new Uint8Array(1500), { kind: "document", name: "a.txt" });
    expect((await document(500)).status).toBe(201);
    await expect(requireRoom(person.ctx)).resolves.toBeUndefined();
    expect((await document(900)).status).toBe(201); // its length was not said
    expect(await refusalOf(await document(1))).toEqual(full);
    expect(await refusalOf(await send(person, await pictureOf(24, 16).png().toBuffer()))).toEqual(full);
    await expect(requireRoom(person.ctx)).rejects.toMatchObject({ details: { reason: "storage_full" } });
    await database().asset.delete({ where: { id: first.id } });
    await expect(requireRoom(person.ctx)).resolves.toBeUndefined();
    expect((await document(100)).status).toBe(201);
    expect(await rowOf()).toMatchObject({ heldBytes: 0n });
  });

  it("does not concern others, nor what has been paid for", async () => {
    await limitTo("10");
    const other = await login();
    expect((await send(other, new Uint8Array(100), { kind: "document", name: "a.txt" })).status).toBe(201);
    await document(100);
    expect(await refusalOf(await document(100))).toEqual(full);
    const bytes = await pictureOf(24, 16).png().toBuffer();
    await savePicture(person.ctx, { userId: person.userId, name: "made.png", bytes });
    expect((await storageUse(person.ctx)).usedBytes).toBeGreaterThan(100);
  });

  it("refuses exactly what does not fit where sizes are said", async () => {
    await limitTo("1000");
    const { userId } = person;
    await releaseRoom(person.ctx, await holdRoom(person.ctx, { userId, sizeBytes: 1000, maxBytes: 5000 }));
    await expect(holdRoom(person.ctx, { userId, sizeBytes: 1001, maxBytes: 5000 })).rejects.toMatchObject({
      code: "quota_exceeded",
    });
  });

  it("counts files in flight: sixty-four at once pass it by one at most", async () => {
    await limitTo("10000");
    const { userId } = person;
    const results = await Promise.allSettled(
      Array.from({ length: 64 }, () => holdRoom(person.ctx, { userId, maxBytes: 3000 })),
    );
    const held = results.filter(({ status }) => status === "fulfilled");
    expect(held).toHaveLength(4);
    expect(await rowOf()).toMatchObject({ heldBytes: 12_000n });

    const uploads = await Promise.all(Array.from({ length: 12 }, () => document(400)));
    expect(new Set(uploads.map(({ status }) => status))).toEqual(new Set([402]));
    for (const result of held) await releaseRoom(person.ctx, (result as PromiseFulfilledResult<string>).value);
    expect(await rowOf()).toMatchObject({ heldBytes: 0n });
  });

  it("gives back once, whoever asks, what a dead process held", async () => {
    const { userId } = person;
    const hold = await holdRoom(person.ctx, { userId, maxBytes: 3000 });
    const live = await holdRoom(person.ctx, { userId, maxBytes: 10 });
    await database().storageHold.update({ where: { id: hold }, data: { expiresAt: new Date(0) } });
    const swept = await Promise.all([sweepRoom(systemContext()), sweepRoom(systemContext())]);
    expect(swept[0] + swept[1]).toBe(1);
    await releaseRoom(person.ctx, hold);
    expect(await rowOf()).toMatchObject({ heldBytes: 10n });
    await releaseRoom(person.ctx, live);
  });

  it("two transactions that add and remove files of the same people do not wait for each other for ever", async () => {
    const second = await login();
    const rows = (who: Login, count: number) =>
      Array.from({ length: count }, () => ({
        ...{ id: newId(), userId: who.userId, kind: "document" as const, name: "a", mediaType: "text/plain" },
        ...{ sizeBytes: 10, sha256: "", key: newId() },
      }));
    await database().asset.createMany({ data: [...rows(person, 20), ...rows(second, 20)] });
    await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        inTransaction(systemContext(), async (tx) => {
          await tx.db.asset.createMany({
            data: [...rows(index % 2 ? person : second, 5), ...rows(index % 2 ? second : person, 5)],
          });
        }),
      ),
    );
    await database().asset.deleteMany({ where: { userId: { in: [person.userId, second.userId] } } });
    expect(await rowOf()).toMatchObject({ usedBytes: 0n });
    expect(await rowOf(second)).toMatchObject({ usedBytes: 0n });
  });
});
