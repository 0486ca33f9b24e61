import { createHash } from "node:crypto";
import { mkdir, open, rename, rm, stat, type FileHandle } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { AppError } from "@/lib/core";
import type { ByteRange, Storage } from "./storage";

const CHUNK_BYTES = 65_536;

/** The folder of a `file:` address: `file:./data/storage` from where the process runs, `file:/srv/silica`, `file:///srv/silica`. */
export function folderOf(url: string): string {
  return url.startsWith("file://") ? fileURLToPath(url) : path.resolve(url.slice("file:".length));
}

/** Keeps bytes as files of a folder: written beside their place, flushed, then renamed, so that a file is whole or not there. */
export function openFolder(url: string): Storage {
  const folder = folderOf(url);

  /** Spread over 256 folders by digest: keys that are made one after the other begin alike. */
  function placeOf(key: string): { shelf: string; file: string; part: string } {
    if (!/^[a-z0-9][a-z0-9-]{7,99}$/.test(key)) throw new Error("Not a storage key.");
    const shelf = path.join(folder, createHash("sha256").update(key).digest("hex").slice(0, 2));
    const file = path.join(shelf, key);
    return { shelf, file, part: `${file}.part` };
  }

  return {
    async put(key, body) {
      const { shelf, file, part } = placeOf(key);
      const handle = await makeShelf(folder, shelf)
        .then(() => open(/* turbopackIgnore: true */ part, "wx", 0o600))
        .catch((error: unknown) => {
          throw isFull(error) ? diskFull(error) : error;
        });
      try {
        const written = await write(handle, body).finally(() => handle.close());
        await rename(part, file);
        await flushFolder(shelf);
        return written;
      } catch (error) {
        await rm(part, { force: true }).catch(() => {});
        throw isFull(error) ? diskFull(error) : error;
      }
    },

    async open(key, range) {
      const { file } = placeOf(key);
      const { size } = await stat(file).catch((error: NodeJS.ErrnoException) => {
        throw error.code === "ENOENT" ? missing(error) : error;
      });
      return { stream: read(file, range ?? { start: 0, end: size - 1 }), sizeBytes: size };
    },

    async delete(key) {
      const { file, part } = placeOf(key);
      await rm(part, { force: true });
      await rm(file, { force: true });
    },
  };
}

async function makeShelf(folder: string, shelf: string): Promise<void> {
  const made = await mkdir(shelf, { recursive: true, mode: 0o700 });
  if (made) await flushFolder(folder);
}

async function write(
  handle: FileHandle,
  body: ReadableStream<Uint8Array> | Uint8Array,
): Promise<{ sizeBytes: number; sha256: string }> {
  const hash = createHash("sha256");
  let sizeBytes = 0;
  const chunks = body instanceof Uint8Array ? [body] : (body as unknown as AsyncIterable<Uint8Array>);
  for await (const chunk of chunks) {
    hash.update(chunk);
    sizeBytes += chunk.byteLength;
    await writeWhole(handle, chunk);
  }
  await handle.sync();
  return { sizeBytes, sha256: hash.digest("hex") };
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
            handle ??= await open(file, "r");
            const buffer = new Uint8Array(wanted);
            const { bytesRead } = await handle.read(buffer, 0, wanted, position);
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

const isFull = (error: unknown) =>
  error instanceof Error && "code" in error && (error.code === "ENOSPC" || error.code === "EDQUOT");

function diskFull(cause: unknown): AppError {
  return new AppError("unavailable", "The server has no space left for files. Tell your administrator.", {
    reason: "disk_full",
    cause,
  });
}

function missing(cause: unknown): AppError {
  return new AppError("not_found", "This file is missing on the server.", { reason: "file_missing", cause });
}
