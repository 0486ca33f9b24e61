import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/lib/core";
import { checkStorage } from "@/lib/storage";
import { openStorage } from "@/lib/storage/open-storage";
import { openBucket } from "@/lib/storage/s3";
import { openTestBucket, type TestBucket } from "@/tests/support/bucket";
import { bytes, describeStorage, everything, longBody, sha256, streamOf, whole } from "./contract";

let bucket: TestBucket;
let files: ReturnType<typeof openBucket>;
beforeAll(async () => {
  bucket = await openTestBucket({ timeoutMs: 15_000 });
  files = openBucket(bucket.settings);
});
afterAll(async () => {
  await files?.close();
  await bucket?.remove();
});

const unreachable = { code: "unavailable", details: { reason: "storage_unreachable", retryAfterMs: 10_000 } };

describe("a bucket", () => {
  describeStorage(() => files);
  afterEach(() => expect(bucket.uploads()).toEqual([]));

  test("is used by folders of it as well, each seeing its own", async () => {
    const inFolder = openStorage({
      ...bucket.settings,
      STORAGE_URL: bucket.settings.STORAGE_URL.replace("files?", "files/studio/one?"),
    });
    const key = newId();
    await inFolder.put(key, longBody(6_000_000));
    expect((await everything(inFolder)).map((file) => file.key)).toEqual([key]);
    expect((await everything(files)).map((file) => file.key)).not.toContain(key);
    expect(await files.sizeOf(key)).toBeUndefined();
    expect((await inFolder.open(key, { start: 5_999_999, end: 5_999_999 })).sizeBytes).toBe(6_000_000);
    await inFolder.delete(key);
    expect(await inFolder.sizeOf(key)).toBeUndefined();
  });

  test("lists more than one page", async () => {
    const folder = openStorage({
      ...bucket.settings,
      STORAGE_URL: bucket.settings.STORAGE_URL.replace("files?", "files/many?"),
    });
    const keys = Array.from({ length: 1_003 }, () => newId());
    for (let done = 0; done < keys.length; done += 50) {
      await Promise.all(keys.slice(done, done + 50).map((key) => folder.put(key, new Uint8Array(1))));
    }
    const first = await folder.list();
    expect(first.files).toHaveLength(1_000);
    expect((await everything(folder)).map(({ key }) => key)).toEqual([...keys].sort());
  });

  test("removes what a dead writer left", async () => {
    const key = newId();
    const begun = streamOf(bytes(6_000_000));
    const stuck = new TransformStream<Uint8Array, Uint8Array>();
    const writer = stuck.writable.getWriter();
    const dead = files.put(key, stuck.readable).catch(() => {});
    for await (const chunk of begun as unknown as AsyncIterable<Uint8Array>) await writer.write(chunk);
    await expect.poll(() => bucket.uploads().length, { timeout: 15_000 }).toBe(1);
    await files.delete(key);
    expect(bucket.uploads()).toEqual([]);
    await writer.abort(new Error("gone"));
    await dead;
  });

  test("holds little of many large bodies at once", async () => {
    global.gc?.();
    const before = process.memoryUsage();
    let peak = 0;
    const watch = setInterval(() => {
      const { external, arrayBuffers } = process.memoryUsage();
      peak = Math.max(peak, external + arrayBuffers - before.external - before.arrayBuffers);
    }, 5);
    const size = 16 * 1024 * 1024;
    const keys = Array.from({ length: 20 }, () => newId());
    await Promise.all(keys.map((key, index) => files.put(key, longBody(size), index % 2 ? { sizeBytes: size } : {})));
    clearInterval(watch);
    expect(peak).toBeLessThan(90e6);
    for (const key of keys) {
      expect(await files.sizeOf(key)).toBe(size);
      await files.delete(key);
    }
  });
});

describe("a bucket that goes away", () => {
  test("for good: everything says so, soon, and nothing waits for ever", async () => {
    await bucket.kill();
    const begun = Date.now();
    const body = longBody(100);
    let cancelled: unknown;
    const watched = new ReadableStream<Uint8Array>(
      { cancel: (reason) => void (cancelled = reason) },
      { highWaterMark: 0 },
    );
    await Promise.all([
      expect(files.put(newId(), bytes(10))).rejects.toMatchObject(unreachable),
      expect(files.put(newId(), body)).rejects.toMatchObject(unreachable),
      expect(files.put(newId(), watched, { sizeBytes: 10 })).rejects.toMatchObject(unreachable),
      expect(files.open(newId())).rejects.toMatchObject(unreachable),
      expect(files.sizeOf(newId())).rejects.toMatchObject(unreachable),
      expect(files.delete(newId())).rejects.toMatchObject(unreachable),
      expect(files.list()).rejects.toMatchObject(unreachable),
    ]);
    expect(Date.now() - begun).toBeLessThan(8_000);
    expect(cancelled).toMatchObject(unreachable);
    await bucket.start();
  });

  test("for a moment: what was not begun waits, and what is sent in parts goes on", async () => {
    const size = 16 * 1024 * 1024;
    await bucket.kill();
    const key = newId();
    const [kept] = await Promise.all([
      files.put(key, longBody(size)),
      files.put(newId(), longBody(1_000), { sizeBytes: 1_000 }),
      pause(500).then(() => bucket.start()),
    ]);
    expect(kept.sizeBytes).toBe(size);
    expect(sha256(await whole((await files.open(key)).stream))).toBe(kept.sha256);
  });

  test("in the middle of a file that is sent: it fails, and the next goes well", async () => {
    const body = new TransformStream<Uint8Array, Uint8Array>();
    const writer = body.writable.getWriter();
    const key = newId();
    const sending = files.put(key, body.readable, { sizeBytes: 2_000_000 });
    sending.catch(() => {});
    await writer.write(bytes(1_000_000));
    await bucket.kill();
    await writer.write(bytes(1_000_000)).catch(() => {});
    await writer.close().catch(() => {});
    await expect(sending).rejects.toMatchObject(unreachable);
    await bucket.start();
    expect(await files.sizeOf(key)).toBeUndefined();
    await files.put(key, bytes(2_000_000));
    expect(await files.sizeOf(key)).toBe(2_000_000);
  });

  test("in the middle of a file that is read: the reader is told", async () => {
    const key = newId();
    await files.put(key, bytes(8_000_000));
    const { stream } = await files.open(key);
    const reader = stream.getReader();
    await reader.read();
    await bucket.kill();
    await expect(
      (async () => {
        while (!(await reader.read()).done);
      })(),
    ).rejects.toMatchObject(unreachable);
    await bucket.start();
  });

  test("without a word: it counts as away once it is silent for too long", async () => {
    const quick = openBucket({ ...bucket.settings, STORAGE_TIMEOUT_MS: 400 });
    bucket.freeze();
    await expect(quick.sizeOf(newId())).rejects.toMatchObject(unreachable);
    bucket.thaw();
    expect(await quick.sizeOf(newId())).toBeUndefined();
    await quick.close();
  });
});

describe("at the start", () => {
  const check = (change: object) => checkStorage({ ...bucket.settings, ...change });
  const at = (change: (url: string) => string) => check({ STORAGE_URL: change(bucket.settings.STORAGE_URL) });

  test("a bucket that works is silent, and keeps no trace", async () => {
    const before = await everything(files);
    expect(await check({})).toBeUndefined();
    expect(await everything(files)).toEqual(before);
  });

  test("what is wrong is said in one line, without secrets", async () => {
    expect(await check({ S3_SECRET_ACCESS_KEY: "wrong-secret" })).toMatch(
      /^The bucket of STORAGE_URL, .* 403 SignatureDoesNotMatch$/,
    );
    expect(await check({ S3_ACCESS_KEY_ID: "nobody" })).toMatch(/ 403 InvalidAccessKeyId$/);
    expect(await check({ S3_ACCESS_KEY_ID: undefined })).toMatch(
      /^S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY are needed/,
    );
    expect(await at((url) => url.replace("files", "other"))).toMatch(/ 404 NoSuchBucket$/);
    expect(await at((url) => url.replace(/:\d+/, ":1"))).toMatch(/ECONNREFUSED/);
    expect(await at((url) => url.replace("endpoint", "endpiont"))).toMatch(/nobody knows "endpiont"/);
    expect(await at((url) => `${url}&style=odd`)).toMatch(/style is path or host/);
    expect(await at(() => "s3://files")).toMatch(/say the region/);
    expect(await at(() => "s3://files?endpoint=files")).toMatch(/endpoint must be an address/);
    expect(await at(() => "s3://key:secret@files?region=a")).toMatch(/keys belong into/);
  });
});
