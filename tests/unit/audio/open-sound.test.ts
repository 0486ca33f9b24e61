import { describe, expect, it } from "vitest";
import { ByteQueue } from "@/lib/audio/reader/byte-queue";
import { openSound } from "@/lib/audio/reader/open-sound";
import { cutSound, readSound } from "@/lib/audio/reader/read-sound";
import { opus } from "@/lib/simulator/audio/opus";
import { mp3 } from "@/lib/simulator/audio/mp3";
import { joined, recording, tone, wavOf, type WavOptions } from "@/tests/support/audio-files";

/** Arrives in pieces that end anywhere. */
async function* pieces(bytes: Uint8Array, size = 1_237): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield Promise.resolve(bytes.subarray(at, at + size));
}
const queue = (bytes: Uint8Array, size?: number) => new ByteQueue(pieces(bytes, size));
const read = (bytes: Uint8Array, size?: number) => readSound(queue(bytes, size));

async function samplesOf(bytes: Uint8Array, size?: number): Promise<Float32Array[]> {
  const opened = await openSound(queue(bytes, size));
  if (!("sound" in opened)) throw new Error("It is not decoded.");
  const lists: Float32Array[] = [];
  for await (const piece of opened.sound.samples) {
    for (const [channel, samples] of piece.entries()) {
      lists[channel] = joined(lists[channel] ?? new Float32Array(0), samples);
    }
  }
  return lists;
}

const sound = joined(tone(0.01), new Float32Array(100), tone(0.02, { amplitude: 1 }));

describe("a WAV file", () => {
  it.each<[string, WavOptions, number]>([
    ["8 bits", { bits: 8 }, 1 / 100],
    ["16 bits", { bits: 16 }, 1 / 32_000],
    ["24 bits", { bits: 24 }, 1e-6],
    ["32 bits", { bits: 32 }, 1e-7],
    ["floating point", { tag: 3, bits: 32 }, 1e-7],
    ["floating point in 64 bits", { tag: 3, bits: 64 }, 1e-7],
    ["two channels", { channels: 2 }, 1 / 32_000],
    ["eight channels at an odd rate", { channels: 8, rate: 11_127 }, 1 / 32_000],
  ])("of %s is read sample by sample", async (_name, options, error) => {
    const lists = await samplesOf(wavOf(sound, options), 999);
    expect(lists).toHaveLength(options.channels ?? 1);
    for (const list of lists) {
      expect(list).toHaveLength(sound.length);
      expect(Math.max(...list.map((sample, at) => Math.abs(sample - sound[at]!)))).toBeLessThan(error);
    }
    const { facts, cut } = await read(wavOf(sound, options));
    expect(facts).toMatchObject({ mediaType: "audio/wav", codec: "pcm", sampleRate: options.rate ?? 16_000 });
    expect(cut).toBe(false);
  });

  it.each([
    ["A-law", 6, 32_256],
    ["µ-law", 7, 32_124],
  ])("of %s is read by the table of G.711", async (_name, tag, loudest) => {
    const [list] = await samplesOf(wavOf([1, -1], { tag, bits: 8 }));
    expect([...list!]).toEqual([loudest / 32_768, -loudest / 32_768]);
  });

  it("is as long as its samples, whatever its header claims", async () => {
    const hours = await read(wavOf(sound, { claimed: 0x7000_0000 }));
    expect(hours).toMatchObject({ facts: { durationMs: Math.round(sound.length / 16) }, cut: true });
    const streamed = await read(wavOf(sound, { claimed: 0xffff_ffff }));
    expect(streamed).toMatchObject({ facts: { durationMs: Math.round(sound.length / 16) }, cut: false });
  });

  it("may have other chunks, and ends where its samples do", async () => {
    const plain = wavOf(sound);
    const list = Buffer.concat([Buffer.from("LIST\x03\0\0\0abc\0", "latin1")]);
    const file = Buffer.concat([
      plain.subarray(0, 12),
      list,
      plain.subarray(12),
      Buffer.from("LIST\x04\0\0\0abcd", "latin1"),
    ]);
    expect((await samplesOf(file))[0]).toHaveLength(sound.length);
  });

  it.each<[string, Buffer, string]>([
    ["an impossible rate", wavOf(sound, { rate: 1 }), "audio_format"],
    ["a rate of nothing", wavOf(sound, { rate: 0 }), "audio_damaged"],
    ["too many channels", wavOf(sound, { channels: 60 }), "audio_format"],
    ["a codec of its own", wavOf(sound, { tag: 0x55 }), "audio_codec"],
    ["no samples", wavOf([]), "audio_empty"],
    ["no more than its head", wavOf(sound).subarray(0, 30), "audio_damaged"],
    ["samples that are missing", wavOf(sound).subarray(0, 44), "audio_damaged"],
    [
      "a chunk that claims gigabytes",
      Buffer.from("RIFF\0\0\0\0WAVELIST\xff\xff\xff\xff...", "latin1"),
      "audio_damaged",
    ],
    [
      "a format that claims gigabytes",
      Buffer.from("RIFF\0\0\0\0WAVEfmt \xff\xff\xff\x7f...", "latin1"),
      "audio_damaged",
    ],
  ])("with %s is refused", async (_name, bytes, reason) => {
    await expect(read(bytes)).rejects.toMatchObject({ reason });
  });
});

describe("other recordings", () => {
  it.each([
    ["tone.mp3", "audio/mpeg", "mp3", 16_000],
    ["tone.flac", "audio/flac", "flac", 16_000],
    ["tone.ogg", "audio/ogg", "vorbis", 16_000],
    ["tone.opus", "audio/ogg", "opus", 48_000],
    ["tone.webm", "audio/webm", "opus", 48_000],
    // As browsers write it: nothing in it says how long it is.
    ["live.webm", "audio/webm", "opus", 48_000],
  ])("%s is decoded to the sample", async (name, mediaType, codec, sampleRate) => {
    const { facts, check, cut } = await read(recording(name), 700);
    expect(facts).toEqual({ mediaType, codec, sampleRate, channels: 1, durationMs: 1_000 });
    // Vorbis lets a tone begin a little before it does.
    expect(check!.leadingSilenceMs).toBeGreaterThanOrEqual(160);
    expect(check!.leadingSilenceMs).toBeLessThanOrEqual(200);
    expect(check!.peakDb).toBeGreaterThan(-7);
    expect(check!.peakDb).toBeLessThan(-5);
    expect(cut).toBe(false);
  });

  it("AAC is known, not decoded", async () => {
    expect(await read(recording("tone.m4a"), 700)).toEqual({
      facts: { mediaType: "audio/mp4", codec: "aac", sampleRate: 16_000, channels: 1, durationMs: 1_000 },
      check: null,
      cut: false,
    });
    // Without a file around it a frame or two that only set the decoder going count as well.
    const { facts } = await read(recording("tone.aac"), 700);
    expect(facts).toMatchObject({ mediaType: "audio/aac", codec: "aac", sampleRate: 16_000, channels: 1 });
    expect(Math.abs(facts.durationMs - 1_064)).toBeLessThan(70);
    await expect(
      cutSound(queue(recording("tone.m4a")), { fromMs: 0, toMs: 500, sampleRate: 16_000 }),
    ).rejects.toMatchObject({ reason: "audio_codec" });
  });

  it("what streams as the provider sends it is read", async () => {
    const notes = [
      { tone: 1, ms: 400 },
      { tone: 0, ms: 300 },
      { tone: 3, ms: 300 },
    ];
    for (const rate of [32_000, 44_100]) {
      const { facts } = await read(Buffer.concat([...mp3(notes, rate)]));
      expect(facts).toMatchObject({ codec: "mp3", sampleRate: rate, channels: 1 });
      expect(Math.abs(facts.durationMs - 1_000)).toBeLessThan(40);
    }
    expect((await read(Buffer.concat([...opus(notes)]))).facts).toMatchObject({ codec: "opus", channels: 1 });
  });

  it("that break off are read as far as they go", async () => {
    const part = (name: string, share: number) => {
      const bytes = recording(name);
      return bytes.subarray(0, Math.round(bytes.length * share));
    };
    expect(await read(part("tone.mp3", 0.6))).toMatchObject({ cut: true });
    expect(await read(part("tone.flac", 0.6))).toMatchObject({ cut: true });
    expect(await read(part("tone.webm", 0.6))).toMatchObject({ cut: true });
    const live = await read(part("live.webm", 0.6));
    expect(live.facts.durationMs).toBeGreaterThan(300);
    expect(live.facts.durationMs).toBeLessThan(900);
    await expect(read(part("tone.aac", 0.5))).rejects.toMatchObject({ reason: "audio_damaged" });
    await expect(read(part("tone.webm", 0.02))).rejects.toMatchObject({ reason: "audio_damaged" });
    expect((await read(part("tone.flac", 0.6))).facts.durationMs).toBeLessThan(900);
    await expect(read(part("tone.m4a", 0.5))).rejects.toMatchObject({ reason: "audio_damaged" });
    await expect(read(part("tone.opus", 0.02))).rejects.toMatchObject({ reason: expect.stringMatching(/^audio_/) });
  });

  it.each<[string, Uint8Array, string]>([
    ["nothing", new Uint8Array(0), "audio_empty"],
    ["one byte", Uint8Array.of(0xff), "audio_format"],
    ["words", Buffer.from("These are words and no sound at all. ".repeat(500)), "audio_format"],
    ["zeros", new Uint8Array(100_000), "audio_format"],
    ["a clip", recording("clip.mp4"), "audio_format"],
    ["a clip for browsers", recording("clip.webm"), "audio_format"],
    ["WebM of nothing", Buffer.from("1a45dfa380", "hex"), "audio_damaged"],
    ["WebM of noise", Buffer.concat([Buffer.from("1a45dfa380", "hex"), new Uint8Array(3_000)]), "audio_damaged"],
    ["ADPCM", recording("adpcm.wav"), "audio_codec"],
    [
      "a tag without sound",
      Buffer.concat([Buffer.from("ID3\x04\0\0\0\0\0\x05", "latin1"), new Uint8Array(3_000)]),
      "audio_damaged",
    ],
    ["a tag that claims more", Buffer.from("ID3\x04\0\0\x7f\x7f\x7f\x7f....", "latin1"), "audio_damaged"],
    ["a name without FLAC", Buffer.from("fLaC\0\0\0\x22", "latin1"), "audio_damaged"],
    ["Ogg of something", Buffer.concat([recording("tone.opus").subarray(0, 28), new Uint8Array(200)]), "audio_codec"],
    ["MP4 of nothing", Buffer.from("\0\0\0\x18ftypM4A \0\0\0\0M4A mp42", "latin1"), "audio_damaged"],
  ])("%s is none", async (_name, bytes, reason) => {
    await expect(read(bytes)).rejects.toMatchObject({ reason });
  });

  it("MP3 with noise between and behind its frames loses no more than it has to", async () => {
    const whole = recording("tone.mp3");
    const noise = Buffer.from(Array.from({ length: 5_000 }, (_, at) => (at * 7919) % 256));
    expect((await read(Buffer.concat([whole, noise]))).facts.durationMs).toBe(1_000);
    const middle = Buffer.concat([whole.subarray(0, 2_000), noise, whole.subarray(2_000)]);
    expect((await read(middle)).facts.durationMs).toBeGreaterThan(850);
  });
});
