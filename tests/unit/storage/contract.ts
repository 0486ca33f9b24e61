import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { newId } from "@/lib/core";
import type { Storage, StoredFile } from "@/lib/storage";

export const bytes = (length: number) => Uint8Array.from({ length }, (_, index) => (index * 31 + (index >> 8)) % 251);
export const sha256 = (body: Uint8Array) => createHash("sha256").update(body).digest("hex");
export const whole = async (stream: ReadableStream<Uint8Array>) =>
  new Uint8Array(await new Response(stream as BodyInit).arrayBuffer());

export function streamOf(...chunks: (Uint8Array | Error)[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    pull(controller) {
      const chunk = chunks.shift();
      if (chunk instanceof Error) controller.error(chunk);
      else if (chunk) controller.enqueue(chunk);
      else controller.close();
    },
  });
}

/** A body of so many bytes, read from one piece again and again, so that it takes no memory itself. */
export function longBody(sizeBytes: number): ReadableStream<Uint8Array> {
  const piece = bytes(65_536);
  let left = sizeBytes;
  return new ReadableStream(
    {
      pull(controller) {
        const length = Math.min(left, piece.length);
        if (length > 0) controller.enqueue(piece.subarray(0, length));
        left -= length;
        if (left === 0) controller.close();
      },
    },
    { highWaterMark: 0 },
  );
}

export async function everything(files: Storage): Promise<StoredFile[]> {
  const found: StoredFile[] = [];
  for (let from: string | undefined; ;) {
    const page = await files.list(from);
    found.push(...page.files);
    if (page.next === undefined) return found;
    from = page.next;
  }
}

/** What every storage has to keep to, wherever its bytes are. */
export function describeStorage(open: () => Storage): void {
  const keysOf = async () => (await everything(open())).map(({ key }) => key).sort();

  test("keeps what it is given, and says size and digest", async () => {
    const body = bytes(200_000);
    const expected = { sizeBytes: 200_000, sha256: sha256(body) };
    for (const options of [undefined, { sizeBytes: 200_000 }]) {
      const key = newId();
      expect(await open().put(key, streamOf(body.subarray(0, 70_000), body.subarray(70_000)), options)).toEqual(
        expected,
      );
      const opened = await open().open(key);
      expect(opened.sizeBytes).toBe(200_000);
      expect(await whole(opened.stream)).toEqual(body);
      expect(await open().sizeOf(key)).toBe(200_000);
    }
  });

  test("gives any part of a file", async () => {
    const body = bytes(200_000);
    const key = newId();
    expect(await open().put(key, body)).toEqual({ sizeBytes: 200_000, sha256: sha256(body) });
    for (const [start, end] of [
      [0, 1],
      [65_535, 65_536],
      [1_000, 199_999],
      [199_999, 199_999],
    ] as const) {
      const part = await open().open(key, { start, end });
      expect(part.sizeBytes).toBe(200_000);
      expect(await whole(part.stream)).toEqual(body.subarray(start, end + 1));
    }
  });

  test("keeps nothing as well", async () => {
    for (const body of [new Uint8Array(), streamOf(), streamOf(new Uint8Array())]) {
      const key = newId();
      expect(await open().put(key, body)).toEqual({ sizeBytes: 0, sha256: sha256(new Uint8Array()) });
      const opened = await open().open(key);
      expect(opened.sizeBytes).toBe(0);
      expect(await whole(opened.stream)).toEqual(new Uint8Array());
    }
  });

  test("keeps large bodies in pieces, whatever their pieces are", async () => {
    const body = bytes(11 * 1024 * 1024 + 17);
    const key = newId();
    const pieces = [body.subarray(0, 6_000_000), body.subarray(6_000_000, 6_000_001), body.subarray(6_000_001)];
    expect(await open().put(key, streamOf(...pieces))).toEqual({ sizeBytes: body.byteLength, sha256: sha256(body) });
    const { stream, sizeBytes } = await open().open(key);
    expect(sizeBytes).toBe(body.byteLength);
    expect(sha256(await whole(stream))).toBe(sha256(body));
    const even = bytes(2 * 5 * 1024 * 1024);
    const second = newId();
    await open().put(second, streamOf(even));
    expect(sha256(await whole((await open().open(second)).stream))).toBe(sha256(even));
  });

  test("forgets what it is told to, and says so of what is missing", async () => {
    const key = newId();
    await open().put(key, bytes(10));
    await open().delete(key);
    await open().delete(key);
    const absent = { code: "not_found", details: { reason: "file_missing" } };
    await expect(open().open(key)).rejects.toMatchObject(absent);
    await expect(open().open(key, { start: 0, end: 3 })).rejects.toMatchObject(absent);
    expect(await open().sizeOf(key)).toBeUndefined();
  });

  test.each([undefined, 300_000, 7_000_000])(
    "a body that breaks off leaves nothing, %s bytes said",
    async (sizeBytes) => {
      const before = await keysOf();
      const key = newId();
      const broken = new Error("broken");
      const body = streamOf(bytes(100_000), bytes(6_000_000), broken);
      const options = sizeBytes === undefined ? {} : { sizeBytes: Math.max(sizeBytes, 6_200_000) };
      await expect(open().put(key, body, options)).rejects.toBe(broken);
      expect(await keysOf()).toEqual(before);
      expect(await open().sizeOf(key)).toBeUndefined();
    },
  );

  test.each([9, 11, 0])("a body of 10 bytes that is said to have %s is refused", async (sizeBytes) => {
    const before = await keysOf();
    await expect(open().put(newId(), streamOf(bytes(4), bytes(6)), { sizeBytes })).rejects.toMatchObject({
      details: { reason: "broken_off" },
    });
    expect(await keysOf()).toEqual(before);
  });

  test("a reader that goes leaves nothing open", async () => {
    const key = newId();
    await open().put(key, bytes(3_000_000));
    for (let round = 0; round < 20; round++) {
      const reader = (await open().open(key)).stream.getReader();
      await reader.read();
      await reader.cancel();
    }
    await open().delete(key);
    expect(await open().sizeOf(key)).toBeUndefined();
  });

  test("lists all there is", async () => {
    for (const key of await keysOf()) await open().delete(key);
    const keys = Array.from({ length: 40 }, () => newId()).sort();
    for (const [index, key] of keys.entries()) await open().put(key, bytes(index));
    const found = (await everything(open())).sort((a, b) => (a.key < b.key ? -1 : 1));
    expect(found.map(({ key }) => key)).toEqual(keys);
    expect(found.map(({ sizeBytes }) => sizeBytes)).toEqual(keys.map((_, index) => index));
    for (const { writtenAt } of found) expect(Math.abs(writtenAt.getTime() - Date.now())).toBeLessThan(60_000);
  });

  test.each(["../escape-of-it", "a/b-c-d-e-f-g", "UPPERCASE-KEY", ".hidden-file", "", "short", "nul\0nul-nul"])(
    "refuses the key %j",
    async (key) => {
      await expect(open().put(key, bytes(1))).rejects.toThrow("Not a storage key.");
      await expect(open().open(key)).rejects.toThrow("Not a storage key.");
      await expect(open().sizeOf(key)).rejects.toThrow("Not a storage key.");
      await expect(open().delete(key)).rejects.toThrow("Not a storage key.");
    },
  );
}
