import { mkdir, open, readdir, rm, stat, type FileHandle } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { spoolFolder } from "@/lib/storage";

/** The sound of a call while it is written: on disk, so that it outlives the process; whoever reads it follows the file. */
export class Spool {
  readonly #waiting = new Set<() => void>();
  sizeBytes = 0;
  isOver = false;

  private constructor(
    readonly callId: string,
    private readonly handle: FileHandle,
  ) {}

  static async begin(callId: string): Promise<Spool> {
    const folder = spoolFolder();
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const spool = new Spool(callId, await open(spoolFile(callId), "w", 0o600));
    spools().set(callId, spool);
    return spool;
  }

  async write(chunk: Uint8Array): Promise<void> {
    for (let offset = 0; offset < chunk.byteLength;) {
      offset += (await this.handle.write(chunk, offset)).bytesWritten;
    }
    this.sizeBytes += chunk.byteLength;
    this.#tell();
  }

  /** Nothing more comes. The file stays. */
  async end(): Promise<void> {
    if (this.isOver) return;
    this.isOver = true;
    spools().delete(this.callId);
    await this.handle.close().catch(() => {});
    this.#tell();
  }

  /** Resolves when there is more, or nothing more comes. */
  async changed(): Promise<void> {
    if (!this.isOver) await new Promise<void>((resolve) => this.#waiting.add(resolve));
  }

  #tell(): void {
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }
}

const shared = globalThis as typeof globalThis & { silicaSpools?: Map<string, Spool> };
const spools = () => (shared.silicaSpools ??= new Map<string, Spool>());

/** What this process is writing just now. */
export function findSpool(callId: string): Spool | undefined {
  return spools().get(callId);
}

export function spoolFile(callId: string): string {
  // Ids are ours, and never a path.
  return path.join(spoolFolder(), callId.replace(/[^\w-]/g, ""));
}

export async function spooledBytes(callId: string): Promise<number> {
  return stat(spoolFile(callId)).then(
    ({ size }) => size,
    () => 0,
  );
}

export async function openSpool(callId: string): Promise<FileHandle | undefined> {
  try {
    return await open(spoolFile(callId), "r");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

export async function dropSpool(callId: string): Promise<void> {
  await rm(spoolFile(callId), { force: true }).catch(() => {});
}

/** No speech takes longer; what is older was left behind by a process whose work another one has ended. */
const staleMs = 86_400_000;
const sweepMs = 3_600_000;

/** Removes what nobody will read any more, once an hour at most. */
export async function sweepSpool(): Promise<void> {
  const present = Date.now();
  if (present - (swept.silicaSpoolSweptAt ?? 0) < sweepMs) return;
  swept.silicaSpoolSweptAt = present;
  const folder = spoolFolder();
  for (const name of await readdir(folder).catch(() => [])) {
    const found = await stat(path.join(folder, name)).catch(() => undefined);
    if (found?.isFile() && present - found.mtimeMs > staleMs) await rm(path.join(folder, name), { force: true });
  }
}

const swept = globalThis as typeof globalThis & { silicaSpoolSweptAt?: number };

/** @param sizeBytes of it, from the beginning */
export async function readSpool(callId: string, sizeBytes: number): Promise<ReadableStream<Uint8Array>> {
  const handle = await openSpool(callId);
  if (!handle) throw new Error("The spool is gone.");
  const stream = handle.createReadStream({ start: 0, end: sizeBytes - 1 });
  return Readable.toWeb(stream) as unknown as ReadableStream<Uint8Array>;
}
