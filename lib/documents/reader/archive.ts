import { crc32 } from "node:zlib";
import { fromBufferPromise, type Entry, type ZipFile } from "yauzl";
import { limits } from "../limits";
import { ReadingFailure } from "./failure";

/**
 * A ZIP archive whose parts are unpacked as streams, never to a disk. What counts is what comes out, not what the
 * archive says of itself: all parts together are bounded, each has the size and the checksum it promises, and none is
 * there twice.
 */
export class Archive {
  private unpacked = 0;

  private constructor(
    private readonly file: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
  ) {}

  /** @throws ReadingFailure `damaged`, `encrypted`, `too_large` */
  static async open(bytes: Buffer): Promise<Archive> {
    const entries = new Map<string, Entry>();
    const file = await damagedUnless(fromBufferPromise(bytes, { lazyEntries: true, autoClose: false }));
    if (file.entryCount > limits.archiveEntries) throw new ReadingFailure("too_large");
    const directory = file.eachEntry();
    for (;;) {
      const next = await damagedUnless(directory.next());
      if (next.done) break;
      const entry = next.value;
      if (entry.isEncrypted()) throw new ReadingFailure("encrypted");
      if (entries.has(entry.fileName)) throw new ReadingFailure("damaged");
      entries.set(entry.fileName, entry);
    }
    return new Archive(file, entries);
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  /** @throws ReadingFailure `damaged` when there is no such part or it is broken, `too_large` */
  async *read(name: string): AsyncGenerator<Buffer> {
    const entry = this.entries.get(name);
    if (!entry || entry.uncompressedSize > limits.archiveBytes) {
      throw new ReadingFailure(entry ? "too_large" : "damaged");
    }
    const stream = await damagedUnless(this.file.openReadStreamPromise(entry));
    let checksum = 0;
    try {
      const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
      for (;;) {
        const next = await damagedUnless(chunks.next());
        if (next.done) break;
        this.unpacked += next.value.length;
        if (this.unpacked > limits.archiveBytes) throw new ReadingFailure("too_large");
        checksum = crc32(next.value, checksum);
        yield next.value;
      }
    } finally {
      stream.destroy();
    }
    if (checksum !== entry.crc32) throw new ReadingFailure("damaged");
  }
}

/** What the library complains of is the file's fault. */
async function damagedUnless<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch {
    throw new ReadingFailure("damaged");
  }
}
