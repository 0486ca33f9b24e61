import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import type * as Disk from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { newId } from "@/lib/core";
import { openFolder } from "@/lib/storage/local";
import { bytes, longBody, whole } from "./contract";

/** How much the disk still takes. */
let room = Infinity;

vi.mock("node:fs/promises", async (original) => {
  const real = await original<typeof Disk>();
  return {
    ...real,
    open: async (...given: Parameters<typeof real.open>) => {
      const handle = await real.open(...given);
      const write = handle.write.bind(handle) as (chunk: Uint8Array, offset: number, length: number) => Promise<object>;
      // As a disk does it: first it takes less than it is given, then nothing.
      handle.write = (async (chunk: Uint8Array, offset = 0) => {
        const length = Math.min(chunk.byteLength - offset, room);
        if (length === 0 && chunk.byteLength > 0) throw Object.assign(new Error("no space left"), { code: "ENOSPC" });
        room -= length;
        return write(chunk, offset, length);
      }) as Disk.FileHandle["write"];
      return handle;
    },
  };
});

const folder = mkdtempSync(path.join(tmpdir(), "silica-full-"));
const files = openFolder(`file:${folder}`);
afterAll(() => rmSync(folder, { recursive: true }));
const names = () =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);

test("a disk that fills up refuses in clear words, leaves nothing, reads on, and recovers", async () => {
  const kept = newId();
  await files.put(kept, bytes(10_000));
  room = 150_000;
  let cancelled = false;
  const watched = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(bytes(65_536)),
    cancel: () => void (cancelled = true),
  });
  const full = { code: "unavailable", details: { reason: "disk_full", retryAfterMs: 60_000 } };
  await expect(files.put(newId(), watched)).rejects.toMatchObject(full);
  expect(cancelled).toBe(true);
  await expect(files.put(newId(), bytes(200_000))).rejects.toMatchObject(full);
  expect(names()).toEqual([kept]);
  expect(await whole((await files.open(kept)).stream)).toEqual(bytes(10_000));
  room = Infinity;
  const later = newId();
  await files.put(later, longBody(1_000_000));
  expect(await files.sizeOf(later)).toBe(1_000_000);
});
