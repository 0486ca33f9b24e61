import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { joinSpeech, type AudioSource } from "@/lib/audio";
import { ByteQueue } from "@/lib/audio/reader/byte-queue";
import { openSound } from "@/lib/audio/reader/open-sound";
import type { JoinedFormat } from "@/lib/audio/schema";
import { systemContext } from "@/lib/db";
import { joined, tone } from "@/tests/support/audio-files";

/** Parts that go on where the one before has ended, each of another length. */
function partsAt(rate: number): { whole: Float32Array; parts: Float32Array[] } {
  const whole = tone(3.1, { rate, hertz: 330 });
  const cuts = [0, 1, 1_000, Math.round(rate * 1.7), whole.length];
  return { whole, parts: cuts.slice(1).map((end, index) => whole.subarray(cuts[index], end)) };
}

function pcmOf(samples: Float32Array): Buffer {
  const bytes = Buffer.alloc(samples.length * 2);
  samples.forEach((sample, at) => bytes.writeInt16LE(Math.round(sample * 32_767), at * 2));
  return bytes;
}

/** Handed over in pieces that end in the middle of samples. */
function sourceOf(samples: Float32Array): AudioSource {
  const bytes = pcmOf(samples);
  return () => Promise.resolve(Readable.from(split(bytes), { objectMode: false }));
}

function* split(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += 4_097) yield bytes.subarray(at, at + 4_097);
}

const join = (parts: readonly AudioSource[], format: JoinedFormat, rate: number) =>
  buffer(joinSpeech(systemContext(), parts, { format, rate }));

async function decoded(bytes: Buffer): Promise<{ sampleRate: number; samples: Float32Array }> {
  const opened = await openSound(new ByteQueue(Readable.from([bytes])));
  if (!("sound" in opened)) throw new Error("It is not decoded.");
  const pieces: Float32Array[] = [];
  for await (const [list] of opened.sound.samples) pieces.push(list!);
  return { sampleRate: opened.sound.sampleRate, samples: joined(...pieces) };
}

/** The mean power of what differs from a sound, as a part of the sound's own. */
function errorOf(samples: Float32Array, wanted: Float32Array): number {
  let error = 0;
  let power = 0;
  for (let at = 0; at < wanted.length; at++) {
    error += (samples[at]! - wanted[at]!) ** 2;
    power += wanted[at]! ** 2;
  }
  return error / power;
}

describe("joinSpeech", () => {
  it.each([8_000, 24_000, 44_100])("makes exactly the samples of all parts at %i", async (rate) => {
    const { whole, parts } = partsAt(rate);
    const pcm = await join(parts.map(sourceOf), "pcm", rate);
    expect(pcm.equals(pcmOf(whole))).toBe(true);
    const wav = await join(parts.map(sourceOf), "wav", rate);
    expect(wav.subarray(44).equals(pcmOf(whole))).toBe(true);
    expect(wav.readUInt32LE(40)).toBe(whole.length * 2);
    expect(wav.readUInt32LE(24)).toBe(rate);
  });

  it.each([
    ["mp3", 44_100],
    ["mp3", 32_000],
    ["opus", 24_000],
    ["opus", 44_100],
  ] as const)("makes one %s of parts at %i, as long as they are, without a gap", async (format, rate) => {
    const { whole, parts } = partsAt(rate);
    const file = await join(parts.map(sourceOf), format, rate);
    expect(file.length).toBeLessThan(whole.length / 2);
    const { sampleRate, samples } = await decoded(file);
    expect(sampleRate).toBe(format === "opus" ? 48_000 : rate);
    expect(samples).toHaveLength(Math.ceil((whole.length * sampleRate) / rate));
    // Sample by sample at its place: a gap, or a beginning that is late, would be most of the sound.
    expect(errorOf(samples, tone(3.1, { rate: sampleRate, hertz: 330 }))).toBeLessThan(0.02);
  });

  it.each([0, 1, 46 * 1_152 - 1_105, 46 * 1_152 - 1_104])("makes a file of %i samples", async (count) => {
    const source = sourceOf(new Float32Array(count));
    for (const format of ["mp3", "opus"] as const) {
      const { samples, sampleRate } = await decoded(await join([source], format, 32_000));
      expect(samples).toHaveLength(Math.ceil((count * sampleRate) / 32_000));
    }
  });

  it("leaves half a sample of a part that broke off out", async () => {
    const broken: AudioSource = () => Promise.resolve(Readable.from([Buffer.from([1, 0, 2])]));
    const next: AudioSource = () => Promise.resolve(Readable.from([Buffer.from([3, 0])]));
    expect(await join([broken, next], "pcm", 8_000)).toEqual(Buffer.from([1, 0, 3, 0]));
  });

  it.each(["mp3", "opus", "wav", "pcm"] as const)("as %s fails as its parts do", async (format) => {
    const failing: AudioSource = () => Promise.reject(new Error("The spool is gone."));
    const { parts } = partsAt(32_000);
    await expect(join([sourceOf(parts[0]!), failing], format, 32_000)).rejects.toThrow("The spool is gone.");
  });

  it("stops when it is told to, and when nobody reads on", async () => {
    const stop = new AbortController();
    const endless: AudioSource = () => {
      let pieces = 0;
      // Counted once, then without an end.
      const isCounting = opened++ === 0;
      return Promise.resolve(
        new Readable({
          read() {
            this.push(isCounting && pieces++ > 3 ? null : Buffer.alloc(65_536));
          },
        }),
      );
    };
    let opened = 0;
    const told = joinSpeech(systemContext({ signal: stop.signal }), [endless], { format: "mp3", rate: 32_000 });
    told.once("data", () => stop.abort());
    await expect(buffer(told)).rejects.toMatchObject({ code: "unavailable" });
    opened = 0;
    const left = joinSpeech(systemContext(), [endless], { format: "opus", rate: 24_000 });
    for await (const piece of left) {
      expect(piece).toBeInstanceOf(Buffer);
      break;
    }
    expect(left.destroyed).toBe(true);
    // Both have given their turn back.
    expect((await join([sourceOf(tone(0.1))], "opus", 16_000)).length).toBeGreaterThan(100);
  });
});
