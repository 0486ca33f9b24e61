import type { Note } from "./score";
import { durationMs } from "./score";

/** Hertz of the five notes: the same scale as the ready-made frames of the other formats. */
const frequencies = [0, 306.25, 344.53, 382.81, 459.38, 574.22];
const CHUNK_SAMPLES = 8192;
/** A fade at both ends of a note, so that it does not click. */
const FADE_MS = 8;

/** Signed 16-bit little-endian mono, in pieces. */
export function* pcm(notes: readonly Note[], rate: number, gainDb: number): Generator<Buffer> {
  const amplitude = Math.min(0.98, 0.35 * 10 ** (gainDb / 20)) * 32_767;
  const total = sampleCount(notes, rate);
  let chunk = Buffer.alloc(Math.min(CHUNK_SAMPLES, total) * 2);
  let filled = 0;
  let made = 0;
  let endsMs = 0;
  for (const { tone, ms } of notes) {
    const start = Math.round((endsMs * rate) / 1000);
    endsMs += ms;
    const end = Math.round((endsMs * rate) / 1000);
    const fade = Math.min((FADE_MS * rate) / 1000, (end - start) / 2);
    for (let sample = start; sample < end; sample++) {
      const envelope = Math.min(1, (sample - start) / fade, (end - sample) / fade);
      const wave = tone === 0 ? 0 : Math.sin((2 * Math.PI * frequencies[tone]! * (sample - start)) / rate);
      chunk.writeInt16LE(Math.round(amplitude * envelope * wave), filled);
      filled += 2;
      made++;
      if (filled < chunk.length) continue;
      yield chunk;
      chunk = Buffer.alloc(Math.min(CHUNK_SAMPLES, total - made) * 2);
      filled = 0;
    }
  }
}

export function sampleCount(notes: readonly Note[], rate: number): number {
  return Math.round((durationMs(notes) * rate) / 1000);
}

/** The same with the header of a WAV file in front. */
export function* wav(notes: readonly Note[], rate: number, gainDb: number): Generator<Buffer> {
  const size = sampleCount(notes, rate) * 2;
  const header = Buffer.alloc(44);
  header.write("RIFF", 0, "latin1");
  header.writeUInt32LE(36 + size, 4);
  header.write("WAVEfmt ", 8, "latin1");
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20); // PCM
  header.writeUInt16LE(1, 22); // mono
  header.writeUInt32LE(rate, 24);
  header.writeUInt32LE(rate * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write("data", 36, "latin1");
  header.writeUInt32LE(size, 40);
  yield header;
  yield* pcm(notes, rate, gainDb);
}
