import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { analyseAudio, cutAudio, inspectAudio, splitAtPauses, type AudioSource } from "@/lib/audio";
import type { AudioPart } from "@/lib/audio/schema";
import { systemContext } from "@/lib/db";
import { joined, recording, tone, wavOf } from "@/tests/support/audio-files";

const ctx = systemContext();
const sourceOf =
  (bytes: Uint8Array): AudioSource =>
  () =>
    Promise.resolve(Readable.from([bytes]));

/** A second of speech and a pause, again and again. */
const talk = (times: number, rate = 16_000) =>
  joined(...Array.from({ length: times }, () => [tone(1, { rate }), new Float32Array(rate / 2)]).flat());

describe("a recording", () => {
  it("is inspected and analysed by its content", async () => {
    const facts = { mediaType: "audio/flac", codec: "flac", durationMs: 1_000, sampleRate: 16_000, channels: 1 };
    expect(await inspectAudio(ctx, sourceOf(recording("tone.flac")))).toEqual(facts);
    expect(await analyseAudio(ctx, sourceOf(recording("tone.flac")))).toMatchObject({
      ...facts,
      peakDb: -6,
      leadingSilenceMs: 200,
      clippedShare: 0,
    });
  });

  it("that is not decoded here has facts, and nothing more", async () => {
    const memo = sourceOf(recording("tone.m4a"));
    expect(await inspectAudio(ctx, memo)).toMatchObject({ codec: "aac", durationMs: 1_000 });
    await expect(analyseAudio(ctx, memo)).rejects.toMatchObject({
      code: "unsupported",
      details: { reason: "audio_codec" },
    });
  });

  it("that is none is refused with its reason, and one that cannot be opened fails so", async () => {
    await expect(inspectAudio(ctx, sourceOf(Buffer.from("words")))).rejects.toMatchObject({
      code: "unsupported",
      details: { reason: "audio_format" },
    });
    await expect(inspectAudio(ctx, () => Promise.reject(new Error("gone")))).rejects.toThrow("gone");
  });

  it("ends with its signal, wherever it is", async () => {
    const stop = new AbortController();
    const endless: AudioSource = () =>
      Promise.resolve(
        Readable.from(
          (async function* () {
            yield wavOf([], { claimed: 0xffff_ffff });
            setImmediate(() => stop.abort());
            for (;;) yield await Promise.resolve(Buffer.alloc(65_536));
          })(),
          { objectMode: false },
        ),
      );
    const work = analyseAudio(systemContext({ signal: stop.signal }), endless);
    await expect(work).rejects.toMatchObject({ code: "unavailable" });
    await expect(analyseAudio(systemContext({ signal: stop.signal }), endless)).rejects.toMatchObject({
      code: "unavailable",
    });
  });

  it("that packs much sound into little is read like others", async () => {
    // 20 seconds in each kilobyte.
    const { durationMs } = await analyseAudio(ctx, sourceOf(denseOpus(2_000)));
    expect(durationMs).toBe(Math.round(2_000 * 60 - 312 / 48));
  });
});

/** Opus packets of 60 ms, three bytes each. */
function denseOpus(packets: number): Buffer {
  const pages: Buffer[] = [];
  const head = Buffer.alloc(19);
  head.write("OpusHead", 0, "latin1");
  head.set([1, 1], 8);
  head.writeUInt16LE(312, 10);
  head.writeUInt32LE(48_000, 12);
  const write = (content: readonly Buffer[], position: number, flags: number) => {
    const header = Buffer.alloc(27);
    header.write("OggS", 0, "latin1");
    header[5] = flags;
    header.writeBigInt64LE(BigInt(position), 6);
    header.writeUInt32LE(pages.length, 18);
    header[26] = content.length;
    pages.push(Buffer.concat([header, Buffer.from(content.map(({ length }) => length)), ...content]));
  };
  write([head], 0, 2);
  write([Buffer.from("OpusTags\0\0\0\0\0\0\0\0", "latin1")], 0, 0);
  for (let at = 0; at < packets; at += 250) {
    const some = Math.min(250, packets - at);
    const position = (at + some) * 2_880;
    write(Array<Buffer>(some).fill(Buffer.from([0x18, 0xff, 0xfe])), position, at + some === packets ? 4 : 0);
  }
  return Buffer.concat(pages);
}

describe("cutAudio", () => {
  it("makes a WAV of a part, mono at the wished rate", async () => {
    const stereo = wavOf(joined(new Float32Array(44_100), tone(2, { rate: 44_100 })), { rate: 44_100, channels: 2 });
    const wav = await cutAudio(ctx, sourceOf(stereo), { fromMs: 500, toMs: 2_000, sampleRate: 24_000 });
    const check = await analyseAudio(ctx, sourceOf(wav));
    expect(check).toMatchObject({ codec: "pcm", durationMs: 1_500, sampleRate: 24_000, channels: 1, peakDb: -6 });
    expect(check.leadingSilenceMs).toBe(500);
  });

  it("keeps the very samples where nothing has to be changed", async () => {
    const whole = wavOf(talk(2));
    const wav = await cutAudio(ctx, sourceOf(whole), { fromMs: 250, toMs: 1_250, sampleRate: 16_000 });
    expect(wav.subarray(44).equals(whole.subarray(44 + 8_000, 44 + 40_000))).toBe(true);
  });

  it("ends where the recording does, gives no more than a minute, and nothing of nothing", async () => {
    const source = sourceOf(wavOf(talk(60)));
    const cut = async (fromMs: number, toMs: number) =>
      (await cutAudio(ctx, source, { fromMs, toMs, sampleRate: 16_000 })).length - 44;
    expect(await cut(89_000, 95_000)).toBe(32_000);
    expect(await cut(0, 90_000)).toBe(60 * 32_000);
    await expect(cut(90_000, 95_000)).rejects.toMatchObject({ details: { reason: "audio_empty" } });
  });
});

describe("splitAtPauses", () => {
  async function split(bytes: Buffer, maxMs: number, wishMs: number, onPart?: (part: AudioPart) => Promise<void>) {
    const parts: AudioPart[] = [];
    const lengths = { maxMs, wishMs, sampleRate: 16_000 };
    const result = await splitAtPauses(ctx, sourceOf(bytes), lengths, async (part) => {
      parts.push(part);
      await onPart?.(part);
    });
    return { ...result, parts };
  }

  it("cuts in pauses, loses no sample and passes no limit", async () => {
    const whole = wavOf(talk(20));
    const { durationMs, parts } = await split(whole, 6_000, 5_000);
    expect(durationMs).toBe(30_000);
    expect(Buffer.concat(parts.map(({ wav }) => wav.subarray(44))).equals(whole.subarray(44))).toBe(true);
    expect(parts.map(({ index }) => index)).toEqual(parts.map((_, index) => index));
    for (const [index, { fromMs, toMs, wav }] of parts.entries()) {
      expect(fromMs).toBe(parts[index - 1]?.toMs ?? 0);
      expect(toMs - fromMs).toBeLessThanOrEqual(6_000);
      expect(wav.readUInt32LE(40)).toBe(wav.length - 44);
      // In each second and a half the last third is silent.
      if (index < parts.length - 1) expect(toMs % 1_500).toBeGreaterThan(1_000);
    }
    expect(parts.at(-1)!.toMs).toBe(30_000);
  });

  it("gives what is shorter than the limit as a whole", async () => {
    const { parts } = await split(recording("tone.mp3"), 60_000, 30_000);
    expect(parts).toHaveLength(1);
    expect(parts[0]).toMatchObject({ index: 0, fromMs: 0, toMs: 1_000 });
  });

  it("makes the next part when the one before is done, and stops where that fails", async () => {
    let running = 0;
    let most = 0;
    await split(wavOf(talk(8)), 3_000, 3_000, async () => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setImmediate(resolve));
      running--;
    });
    expect(most).toBe(1);
    let seen = 0;
    const failing = split(wavOf(talk(8)), 3_000, 3_000, () => {
      seen++;
      return Promise.reject(new Error("The provider is away."));
    });
    await expect(failing).rejects.toThrow("The provider is away.");
    expect(seen).toBe(1);
  });
});
