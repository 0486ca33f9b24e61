import { chmodSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { newId } from "@/lib/core";
import { readEnvironment } from "@/lib/env";
import { checkStorage } from "@/lib/storage";
import { folderOf, openFolder } from "@/lib/storage/local";
import { bytes, describeStorage, everything, streamOf, whole } from "./contract";

const folder = mkdtempSync(path.join(tmpdir(), "silica-storage-"));
const files = openFolder(`file:${folder}`);
afterAll(() => rmSync(folder, { recursive: true }));

const inside = () => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
const settings = (url: string) => ({ STORAGE_URL: url, STORAGE_TIMEOUT_MS: 1_000 });

describe("a folder", () => {
  describeStorage(() => files);
});

test("a body that breaks off leaves no file of any name", async () => {
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

test("lists what a dead writer left, which deleting removes; and leaves other people's files alone", async () => {
  const key = newId();
  await files.put(key, bytes(10));
  const { parentPath } = inside().find(({ name }) => name === key)!;
  renameSync(path.join(parentPath, key), path.join(parentPath, `${key}.part`));
  for (const name of ["notes.txt", ".hidden", "README"]) writeFileSync(path.join(parentPath, name), "");
  mkdirSync(path.join(parentPath, "somebodys-folder"));
  const listed = (await everything(files)).map((file) => file.key);
  expect(listed).toContain(key);
  expect(listed.filter((name) => !/^[0-9a-f-]{36}$/.test(name))).toEqual([]);
  await files.delete(key);
  expect(inside().filter(({ name }) => name.startsWith(key))).toEqual([]);
});

test("a disk that answers with an error is unreachable, not a fault of ours", async () => {
  const file = path.join(folder, "no-folder");
  writeFileSync(file, "");
  const away = openFolder(`file:${file}`);
  const unreachable = { code: "unavailable", details: { reason: "storage_unreachable" } };
  await expect(away.put(newId(), bytes(1))).rejects.toMatchObject(unreachable);
  await expect(away.open(newId())).rejects.toMatchObject(unreachable);
  await expect(away.list()).rejects.toMatchObject(unreachable);
});

test("finds its folder in the address", () => {
  expect(folderOf("file:/srv/silica")).toBe("/srv/silica");
  expect(folderOf("file:///srv/my%20files")).toBe("/srv/my files");
  expect(folderOf("file:./data/storage")).toBe(path.resolve("data/storage"));
});

test.each(["s3://", "s3://UPPER", "s3://a", "file:", "file://host/path", "/srv/silica", "https://example.com"])(
  "the address %s is refused in one line",
  (STORAGE_URL) => {
    const required = { AUTH_SECRET: "a".repeat(32), DATABASE_URL: "postgresql://localhost/silica" };
    expect(() => readEnvironment({ ...required, STORAGE_URL })).toThrow(
      /^STORAGE_URL: must be file:<folder>, such as .*, or s3:.*$/,
    );
  },
);

test("a place that cannot be written is named", async () => {
  expect(await checkStorage(settings(`file:${path.join(folder, "new/one")}`))).toBeUndefined();
  const file = path.join(folder, "a-file");
  writeFileSync(file, "");
  chmodSync(file, 0o600);
  expect(await checkStorage(settings(`file:${file}/below`))).toMatch(
    /^The folder of STORAGE_URL, .*a-file\/below, cannot be used: /,
  );
});
