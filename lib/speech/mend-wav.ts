import { Readable } from "node:stream";
import { wavHeader } from "@/lib/audio/schema";

/** What stands before the samples lies within the first of these. */
const headBytes = 4_096;

/**
 * A WAV file that broke off, saying how long it is now instead of how long it was to be. Anything but mono of 16 bits is
 * left as it is: players cope with files that end too early.
 * @param sizeBytes of all of it
 */
export function mendWav(file: Readable, sizeBytes: number): Readable {
  return Readable.from(mended(file, sizeBytes), { objectMode: false });
}

async function* mended(file: Readable, sizeBytes: number): AsyncGenerator<Uint8Array> {
  let held: Buffer | undefined = Buffer.alloc(0);
  for await (const piece of file as AsyncIterable<Buffer>) {
    if (!held) {
      yield piece;
      continue;
    }
    held = Buffer.concat([held, piece]);
    if (held.length < Math.min(headBytes, sizeBytes)) continue;
    yield* begun(held, sizeBytes);
    held = undefined;
  }
  if (held) yield* begun(held, sizeBytes);
}

function* begun(head: Buffer, sizeBytes: number): Generator<Uint8Array> {
  const found = samplesIn(head);
  if (!found) return yield head;
  yield wavHeader(sizeBytes - found.start, found.rate);
  yield head.subarray(found.start);
}

/** Where the samples begin. */
function samplesIn(head: Buffer): { start: number; rate: number } | undefined {
  if (head.toString("latin1", 0, 4) !== "RIFF" || head.toString("latin1", 8, 12) !== "WAVE") return undefined;
  let rate: number | undefined;
  for (let at = 12; at + 8 <= head.length;) {
    const name = head.toString("latin1", at, at + 4);
    const size = head.readUInt32LE(at + 4);
    if (name === "data") return rate === undefined ? undefined : { start: at + 8, rate };
    if (name === "fmt " && at + 24 <= head.length) {
      const isPlain = head.readUInt16LE(at + 8) === 1 && head.readUInt16LE(at + 10) === 1;
      if (!isPlain || head.readUInt16LE(at + 22) !== 16) return undefined;
      rate = head.readUInt32LE(at + 12);
    }
    at += 8 + size + (size % 2);
  }
  return undefined;
}
