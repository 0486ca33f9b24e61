import { createHash } from "node:crypto";
import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { diskFull, missing, unreachable } from "./failures";
import { dismiss, measured } from "./measured";
import { isKey, requireKey, type ByteRange, type Storage, type StoredFile } from "./storage";

const CHUNK_BYTES = 65_536;
const SHELVES = 256;
const PART = ".part";

/** The folder of a `file:` address: `file:./data/storage` from where the process runs, `file:/srv/silica`, `file:///srv/silica`. */
export function folderOf(url: string): string {
  return url.startsWith("file://") ? fileURLToPath(url) : path.resolve(url.slice("file:".length));
}

/** Keeps bytes as files of a folder: written beside their place, flushed, then renamed, so that a file is whole or not there. */
export function openFolder(url: string): Storage {
  const folder = folderOf(url);

  /** Spread over 256 folders by digest: keys that are made one after the other begin alike. */
  function placeOf(key: string): { shelf: string; file: string; part: string } {
    requireKey(key);
    const shelf = path.join(folder, createHash("sha256").update(key).digest("hex").slice(0, 2));
    const file = path.join(shelf, key);
    return { shelf, file, part: `${file}${PART}` };
  }

  return {
    async put(key, body, { sizeBytes } = {}) {
      const { shelf, file, part } = placeOf(key);
      const handle = await onDisk(
        makeShelf(folder, shelf).then(() => open(/* turbopackIgnore: true */ part, "wx", 0o600)),
      ).catch(async (error: unknown) => {
        await dismiss(body, error);
        throw error;
      });
      try {
        const { chunks, measures } = measured(body, sizeBytes);
        await write(handle, chunks).finally(() => handle.close());
        await onDisk(rename(part, file).then(() => flushFolder(shelf)));
        return measures();
      } catch (error) {
        await rm(part, { force: true }).catch(() => {});
        throw error;
      }
    },

    async open(key, range) {
      const { file } = placeOf(key);
      const sizeBytes = await sizeOf(file);
      if (sizeBytes === undefined) throw missing();
      return { stream: read(file, range ?? { start: 0, end: sizeBytes - 1 }), sizeBytes };
    },

    sizeOf: async (key) => sizeOf(placeOf(key).file),

    async delete(key) {
      const { file, part } = placeOf(key);
      await onDisk(rm(part, { force: true }).then(() => rm(file, { force: true })));
    },

    async list(from = shelfName(0)) {
      const shelf = path.join(folder, from);
      const files = (await filesOf(shelf)).filter(({ key }) => placeOf(key).shelf === shelf);
      const following = Number.parseInt(from, 16) + 1;
      return { files, next: following < SHELVES ? shelfName(following) : undefined };
    },
  };
}

const shelfName = (index: number) => index.toString(16).padStart(2, "0");

async function sizeOf(file: string): Promise<number | undefined> {
  return onDisk(stat(file).then(({ size }) => size, unlessAbsent));
}

async function filesOf(shelf: string): Promise<StoredFile[]> {
  const names = (await onDisk(readdir(shelf).catch(unlessAbsent))) ?? [];
  const files: StoredFile[] = [];
  for (const name of names) {
    const key = name.endsWith(PART) ? name.slice(0, -PART.length) : name;
    if (!isKey(key)) continue;
    const found = await onDisk(stat(path.join(shelf, name)).catch(unlessAbsent));
    if (found?.isFile()) files.push({ key, sizeBytes: found.size, writtenAt: found.mtime });
  }
  return files;
}

function unlessAbsent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
}

async function makeShelf(folder: string, shelf: string): Promise<void> {
  const made = await mkdir(shelf, { recursive: true, mode: 0o700 });
  if (made) await flushFolder(folder);
}

async function write(handle: FileHandle, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const chunk of chunks) await onDisk(writeWhole(handle, chunk));
  await onDisk(handle.sync());
}

/** A disk that fills up may take less than it is given. */
async function writeWhole(handle: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let offset = 0; offset < chunk.byteLength;) {
    offset += (await handle.write(chunk, offset)).bytesWritten;
  }
}

/** A new name in a folder survives a power cut once the folder is flushed. Not every system can do that, nor has to. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
}

/** Reads as it is asked for, a piece at a time. The file is opened by the first reading, closed at the end and when the reader goes. */
function read(file: string, { start, end }: ByteRange): ReadableStream<Uint8Array<ArrayBuffer>> {
  let handle: FileHandle | undefined;
  let position = start;
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        try {
          const wanted = Math.min(CHUNK_BYTES, end + 1 - position);
          if (wanted > 0) {
            handle ??= await onDisk(open(file, "r"));
            const buffer = new Uint8Array(wanted);
            const { bytesRead } = await onDisk(handle.read(buffer, 0, wanted, position));
            if (!bytesRead) throw new Error("The file is shorter than it was.");
            position += bytesRead;
            controller.enqueue(buffer.subarray(0, bytesRead));
          }
          if (position <= end) return;
          await handle?.close();
          controller.close();
        } catch (error) {
          await handle?.close().catch(() => {});
          controller.error(error);
        }
      },
      cancel: () => handle?.close(),
    },
    { highWaterMark: 0 },
  );
}

/** What the disk answers, in our words. */
async function onDisk<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOSPC" || code === "EDQUOT") throw diskFull(error);
    if (code === "ENOENT") throw missing(error);
    if (code === "EEXIST" || code === undefined) throw error;
    throw unreachable(error);
  }
}
