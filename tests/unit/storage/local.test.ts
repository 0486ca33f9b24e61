import { createHash } from "node:crypto";
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { newId } from "@/lib/core";
import { readEnvironment } from "@/lib/env";
import { checkStorage } from "@/lib/storage";
import { folderOf, openFolder } from "@/lib/storage/local";

const folder = mkdtempSync(path.join(tmpdir(), "silica-storage-"));
const files = openFolder(`file:${folder}`);
afterAll(() => rmSync(folder, { recursive: true }));

const bytes = (length: number) => Uint8Array.from({ length }, (_, index) => index % 251);
const whole = async (stream: ReadableStream<Uint8Array>) =>
  new Uint8Array(await new Response(stream as BodyInit).arrayBuffer());
const inside = () => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());

function streamOf(...chunks: (Uint8Array | Error)[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    pull(controller) {
      const chunk = chunks.shift();
      if (chunk instanceof Error) controller.error(chunk);
      else if (chunk) controller.enqueue(chunk);
      else controller.close();
    },
  });
}

test("keeps what it is given, and says size and digest", async () => {
  const body = bytes(200_000);
  const key = newId();
  const expected = { sizeBytes: 200_000, sha256: createHash("sha256").update(body).digest("hex") };
  expect(await files.put(key, streamOf(body.subarray(0, 70_000), body.subarray(70_000)))).toEqual(expected);
  const opened = await files.open(key);
  expect(opened.sizeBytes).toBe(200_000);
  expect(await whole(opened.stream)).toEqual(body);

  const second = newId();
  expect(await files.put(second, body)).toEqual(expected);
  for (const [start, end] of [
    [0, 0],
    [65_535, 65_536],
    [1_000, 199_999],
  ] as const) {
    const part = await files.open(second, { start, end });
    expect(part.sizeBytes).toBe(200_000);
    expect(await whole(part.stream)).toEqual(body.subarray(start, end + 1));
  }
  const nothing = newId();
  await files.put(nothing, new Uint8Array());
  expect(await whole((await files.open(nothing)).stream)).toEqual(new Uint8Array());
});

test("forgets what it is told to, and says so of what is missing", async () => {
  const key = newId();
  await files.put(key, bytes(10));
  await files.delete(key);
  await files.delete(key);
  await expect(files.open(key)).rejects.toMatchObject({ code: "not_found", details: { reason: "file_missing" } });
});

test("a body that breaks off leaves nothing", async () => {
  const before = inside().length;
  const broken = new Error("broken");
  await expect(files.put(newId(), streamOf(bytes(100_000), broken))).rejects.toBe(broken);
  expect(inside()).toHaveLength(before);
});

test("a key is written once at a time, and the other writer's file stays", async () => {
  const key = newId();
  const slow = new TransformStream<Uint8Array, Uint8Array>();
  const writer = slow.writable.getWriter();
  const first = files.put(key, slow.readable);
  await writer.write(bytes(10));
  await expect(files.put(key, bytes(3))).rejects.toThrow();
  await writer.close();
  await first;
  expect(await whole((await files.open(key)).stream)).toEqual(bytes(10));
});

test("a reader that goes closes the file", async () => {
  const key = newId();
  await files.put(key, bytes(200_000));
  const { stream } = await files.open(key);
  const reader = stream.getReader();
  await reader.read();
  await reader.cancel();
  await files.delete(key);
});

test.each(["../escape-of-it", "a/b-c-d-e-f-g", "UPPERCASE-KEY", ".hidden-file", "", "short", "nul\0nul-nul"])(
  "refuses the key %j",
  async (key) => {
    await expect(files.put(key, bytes(1))).rejects.toThrow("Not a storage key.");
    await expect(files.open(key)).rejects.toThrow("Not a storage key.");
    await expect(files.delete(key)).rejects.toThrow("Not a storage key.");
  },
);

test("finds its folder in the address", () => {
  expect(folderOf("file:/srv/silica")).toBe("/srv/silica");
  expect(folderOf("file:///srv/my%20files")).toBe("/srv/my files");
  expect(folderOf("file:./data/storage")).toBe(path.resolve("data/storage"));
});

test.each(["s3://bucket", "file:", "file://host/path", "/srv/silica", "https://example.com"])(
  "the address %s is refused in one line",
  (STORAGE_URL) => {
    const required = { AUTH_SECRET: "a".repeat(32), DATABASE_URL: "postgresql://localhost/silica" };
    expect(() => readEnvironment({ ...required, STORAGE_URL })).toThrow(
      /^STORAGE_URL: must be file:<folder>, such as .*$/,
    );
  },
);

test("a place that cannot be written is named", async () => {
  expect(await checkStorage(`file:${path.join(folder, "new/one")}`)).toBeUndefined();
  const file = path.join(folder, "a-file");
  writeFileSync(file, "");
  chmodSync(file, 0o600);
  expect(await checkStorage(`file:${file}/below`)).toMatch(
    /^The folder of STORAGE_URL, .*a-file\/below, cannot be used: /,
  );
});
