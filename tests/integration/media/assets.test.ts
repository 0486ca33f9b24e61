import http from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { rmSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { POST as postDelete } from "@/app/api/settings/delete-account/route";
import { eraseAccount } from "@/lib/auth";
import { newId } from "@/lib/core";
import { database, inTransaction, systemContext } from "@/lib/db";
import { runDueJobs } from "@/lib/jobs";
import { createFile, requireAssets, sweepFiles } from "@/lib/media";
import type { Asset } from "@/lib/media/schema";
import { folderOf } from "@/lib/storage/local";
import { call } from "@/tests/support/call";
import { login, type Login } from "@/tests/support/login";
import { pictureOf } from "@/tests/support/pictures";
import { get, importFrom, refusalOf, remove, send, sent, storedFiles } from "./support";

/** Stands for an address that the operator has allowed; it has to be known before the environment is read. */
let answer: http.RequestListener = (_, response) => response.end();
const server = http.createServer((request, response) => answer(request, response)).listen(0, "127.0.0.1");
await once(server, "listening");
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
process.env.SILICONFLOW_MEDIA_ORIGINS = origin;
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

let person: Login;
let other: Login;
beforeAll(async () => {
  person = await login();
  other = await login();
});

const picture = () => pictureOf(24, 16).png().toBuffer();
const document = (name: string, text: string | Uint8Array = "words") => sent(person, text, { kind: "document", name });

/** How many statements wait for a lock on the way to room for a file. */
async function waitingForRoom(): Promise<number> {
  const [{ count }] = await database().$queryRaw<[{ count: number }]>`
    select count(*)::int as count from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and query like '%into storage_allowances%'`;
  return count;
}

describe("a document", () => {
  it("is kept as it was sent", async () => {
    const bytes = Uint8Array.from({ length: 300_000 }, (_, index) => (index * 7) % 256);
    const asset = await document("报告 2026.pdf", bytes);
    expect(asset).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      kind: "document",
      name: "报告 2026.pdf",
      mediaType: "application/pdf",
      sizeBytes: 300_000,
      width: null,
      height: null,
      durationMs: null,
      blur: null,
      origin: "upload",
      modelId: null,
      prompt: "",
      favourite: false,
      trashedAt: null,
      missing: false,
      createdAt: expect.stringMatching(/Z$/),
    });
    const response = await get(person, asset.id);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
    expect(response.headers.get("content-disposition")).toBe(
      "attachment; filename=\"__ 2026.pdf\"; filename*=UTF-8''%E6%8A%A5%E5%91%8A%202026.pdf",
    );
  });

  it("is never shown as a page", async () => {
    const asset = await document("evil.html", "<script>alert(1)</script>");
    for (const query of ["", "?download=1", "?variant=thumbnail"]) {
      const response = await get(person, asset.id, query);
      expect(Object.fromEntries(response.headers)).toMatchObject({
        "content-type": "text/html",
        "content-disposition": expect.stringMatching(/^attachment; /),
        "content-security-policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
        "x-content-type-options": "nosniff",
        "cross-origin-resource-policy": "same-origin",
        "cache-control": "private, no-cache",
      });
    }
  });

  it("without a byte is refused, and so is one that is too large", async () => {
    expect(await refusalOf(await send(person, "", { kind: "document" }))).toEqual([400, "invalid_input", "empty_file"]);
    const headers = { "content-length": "50000001" };
    expect(await refusalOf(await send(person, "x", { kind: "document", headers }))).toEqual([
      413,
      "too_large",
      "file_size",
    ]);
  });

  it.each([
    ["../../etc/passwd", "passwd"],
    ["..", "document"],
    ["", "document"],
    ['a"b\r\nset-cookie: x=1.txt', 'a"bset-cookie: x=1.txt'],
    ["\u202etxt.exe", "txt.exe"],
    ["\ud800.txt", "\ufffd.txt"],
    [`${"很".repeat(500)}.txt`, `${"很".repeat(196)}.txt`],
  ])("called %j is called %j", async (claimed, name) => {
    const asset = await document(claimed);
    expect(asset.name).toBe(name);
    const header = (await get(person, asset.id)).headers.get("content-disposition")!;
    expect(header).toMatch(/^attachment; filename="[ !#-$&-[\]-~]*"; filename\*=UTF-8''[\w%.~!#$&+^`|-]*$/);
  });

  it("can be read in parts", async () => {
    const { id } = await document("a.txt", "0123456789");
    const part = async (range: string, headers = {}) => {
      const response = await get(person, id, "", { range, ...headers });
      return [response.status, response.headers.get("content-range"), await response.text()];
    };
    expect(await part("bytes=2-4")).toEqual([206, "bytes 2-4/10", "234"]);
    expect(await part("bytes=7-")).toEqual([206, "bytes 7-9/10", "789"]);
    expect(await part("bytes=-3")).toEqual([206, "bytes 7-9/10", "789"]);
    expect(await part("bytes=5-500")).toEqual([206, "bytes 5-9/10", "56789"]);
    expect(await part("bytes=10-")).toEqual([416, "bytes */10", ""]);
    expect(await part("bytes=-0")).toEqual([416, "bytes */10", ""]);
    for (const odd of ["bytes=4-2", "bytes=a-b", "lines=1-2", "bytes=0-1,3-4", "bytes=-"])
      expect(await part(odd)).toEqual([200, null, "0123456789"]);
    expect(await part("bytes=2-4", { "if-range": '"old"' })).toEqual([200, null, "0123456789"]);
  });

  it("is asked for again, and sent only when it has changed", async () => {
    const { id } = await document("a.txt");
    const etag = (await get(person, id)).headers.get("etag")!;
    const again = await get(person, id, "", { "if-none-match": etag });
    expect([again.status, await again.text()]).toEqual([304, ""]);
    expect((await get(person, id, "", { "if-none-match": '"other"' })).status).toBe(200);
    expect((await get(other, id, "", { "if-none-match": etag })).status).toBe(404);
  });
});

describe("what belongs to others", () => {
  it("is not there", async () => {
    const asset = await sent(person, await picture());
    expect((await get(other, asset.id)).status).toBe(404);
    expect((await get(other, asset.id, "?variant=thumbnail")).status).toBe(404);
    expect((await remove(other, asset.id)).status).toBe(404);
    expect((await get({ ...person, headers: {} }, asset.id)).status).toBe(401);
    expect((await get(person, asset.id)).status).toBe(200);
  });

  it("does not come in a list of one's own", async () => {
    const first = await document("1.txt");
    const second = await document("2.txt");
    expect(await requireAssets(person.ctx, [second.id, first.id, second.id])).toEqual([second, first, second]);
    expect(await requireAssets(person.ctx, [])).toEqual([]);
    await expect(requireAssets(other.ctx, [first.id])).rejects.toMatchObject({ code: "not_found" });
    await expect(requireAssets(person.ctx, [first.id, newId()])).rejects.toMatchObject({ code: "not_found" });
  });

  it.each(["x", "../../etc/passwd", "00000000-0000-0000-0000-000000000000 or 1=1"])(
    "no asset is called %s",
    async (id) => {
      expect((await get(person, id)).status).toBe(400);
    },
  );
});

describe("deleting", () => {
  it("takes the row and its files", async () => {
    const before = storedFiles();
    const asset = await sent(person, await picture());
    expect(storedFiles()).toHaveLength(before.length + 2);
    expect((await remove(person, asset.id)).status).toBe(204);
    expect(storedFiles()).toEqual(before);
    expect((await get(person, asset.id)).status).toBe(404);
    expect((await remove(person, asset.id)).status).toBe(404);
    expect(await database().fileRemoval.count()).toBe(0);
  });

  it("an account takes everything it had", async () => {
    const password = "a quiet evening";
    const leaving = await login({ password });
    const before = storedFiles();
    for (let index = 0; index < 3; index++) await sent(leaving, await picture());
    expect((await call(postDelete, { headers: leaving.headers, body: { password } })).status).toBe(204);
    await runDueJobs(systemContext(), [eraseAccount]);
    expect(await database().asset.count({ where: { userId: leaving.userId } })).toBe(0);
    await sweepFiles(systemContext());
    expect(storedFiles()).toEqual(before);
  });

  it("a person while their file arrives keeps nothing of it", async () => {
    const leaving = await login();
    const before = storedFiles();
    const source: UnderlyingDefaultSource<Uint8Array> = {
      async pull(controller) {
        controller.enqueue(new Uint8Array(10));
        await database().user.delete({ where: { id: leaving.userId } });
        controller.close();
      },
    };
    // Nothing is drawn, and nobody goes, before the file is asked for.
    const body = new ReadableStream<Uint8Array>(source, { highWaterMark: 0 });
    await expect(createFile(leaving.ctx, { kind: "document", name: "a", body })).rejects.toMatchObject({
      code: "unauthenticated",
    });
    expect(storedFiles()).toEqual(before);
  });

  it("a person while room is taken for their file keeps nothing of it", async () => {
    const leaving = await login();
    const before = storedFiles();
    const body = new Blob(["words"]).stream();
    let outcome: Promise<unknown> | undefined;
    await inTransaction(systemContext(), async (tx) => {
      await tx.db.user.delete({ where: { id: leaving.userId } });
      outcome = createFile(leaving.ctx, { kind: "document", name: "a", body }).catch((error: unknown) => error);
      await expect.poll(waitingForRoom, { timeout: 10_000 }).toBe(1);
    });
    expect(await outcome).toMatchObject({ code: "unauthenticated" });
    expect(storedFiles()).toEqual(before);
  });

  it("what a process left behind when it died is removed when it is due", async () => {
    const { storage } = await import("@/lib/storage");
    const lost = newId();
    await database().fileRemoval.create({ data: { key: lost, dueAt: new Date(Date.now() + 60_000) } });
    await storage().put(lost, new Uint8Array(5));
    await sweepFiles(systemContext());
    expect(storedFiles()).toContain(lost);
    await database().fileRemoval.update({ where: { key: lost }, data: { dueAt: new Date(Date.now() - 60_000) } });
    expect(await sweepFiles(systemContext())).toBe(1);
    expect(storedFiles()).not.toContain(lost);
  });

  it("a file that is missing is said to be missing", async () => {
    const asset = await document("a.txt");
    const { key } = await database().asset.findUniqueOrThrow({ where: { id: asset.id } });
    const entry = storedFiles().find((name) => name === key)!;
    const { createHash } = await import("node:crypto");
    const shelf = createHash("sha256").update(key).digest("hex").slice(0, 2);
    rmSync(path.join(folderOf(process.env.STORAGE_URL!), shelf, entry));
    expect(await refusalOf(await get(person, asset.id))).toEqual([404, "not_found", "file_missing"]);
  });
});

describe("a picture at an address", () => {
  it("becomes one of the person's", async () => {
    const bytes = await picture();
    answer = (_, response) => response.writeHead(200, { "content-type": "text/plain" }).end(bytes);
    const response = await importFrom(person, `${origin}/some/%E7%8C%AB.png?x=1`);
    expect(response.status).toBe(201);
    const { asset } = (await response.json()) as { asset: Asset };
    expect(asset).toMatchObject({ kind: "picture", name: "猫.png", mediaType: "image/png", width: 24, height: 16 });
    expect((await get(person, asset.id)).status).toBe(200);
    expect((await get(other, asset.id)).status).toBe(404);
  });

  it("is refused when there is none", async () => {
    const before = storedFiles();
    answer = (_, response) => response.writeHead(200, { "content-type": "image/png" }).end("<html>");
    expect(await refusalOf(await importFrom(person, origin))).toEqual([422, "unsupported", "not_picture"]);
    answer = (_, response) => response.writeHead(404).end("nothing");
    expect(await refusalOf(await importFrom(person, origin))).toEqual([503, "unavailable", "address_unreachable"]);
    answer = (_, response) => response.writeHead(200, { "content-length": "25000001" }).end();
    expect((await importFrom(person, origin)).status).toBe(413);
    answer = (_, response) => response.writeHead(302, { location: "http://169.254.169.254/" }).end();
    expect(await refusalOf(await importFrom(person, origin))).toEqual([400, "invalid_input", "private_address"]);
    answer = (_, response) => {
      response.writeHead(200, { "content-length": "1000" }).write("\x89PNG");
      setImmediate(() => response.destroy());
    };
    expect((await importFrom(person, origin)).status).toBe(503);
    expect(storedFiles()).toEqual(before);
  });

  it("in a private network is not fetched", async () => {
    let asked = 0;
    const inside = http.createServer((_, response) => (asked++, response.end())).listen(0, "127.0.0.1");
    await once(inside, "listening");
    const { port } = inside.address() as AddressInfo;
    const refused = [400, "invalid_input", "private_address"];
    expect(await refusalOf(await importFrom(person, `http://127.0.0.1:${port}/a.png`))).toEqual(refused);
    expect(await refusalOf(await importFrom(person, `http://localhost:${port}/a.png`))).toEqual(refused);
    expect(asked).toBe(0);
    inside.close();
  });

  it.each(["file:///etc/passwd", "data:image/png;base64,AAAA", "http://a:b@example.com/", "picture.png"])(
    "%s is not fetched",
    async (url) => {
      expect(await refusalOf(await importFrom(person, url))).toEqual([400, "invalid_input", "address"]);
    },
  );
});
