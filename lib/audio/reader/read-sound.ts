import { wavHeader } from "../wav-header";
import { limits } from "../limits";
import { MAX_AUDIO_MS } from "../schema";
import type { ByteQueue } from "./byte-queue";
import { AudioFailure } from "./failure";
import { Meter } from "./meter";
import { monoOf } from "./mono";
import { openSound } from "./open-sound";
import { pauseIn } from "./pauses";
import type { AudioReading, SentPart } from "./protocol";
import type { Sound } from "./sound";

/** A little less than what is said is no damage: encoders round, and count what they put before the sound. */
const MISSING_SHARE = 0.02;
const MISSING_SECONDS = 0.25;

/** Reads a recording to its end: what it is, and how it sounds. @throws AudioFailure */
export async function readSound(bytes: ByteQueue): Promise<AudioReading> {
  const opened = await openSound(bytes);
  if ("facts" in opened) return { facts: bounded(opened.facts), check: null, cut: false };
  const { mediaType, codec, sampleRate, channels, claimed = 0 } = opened.sound;
  const meter = new Meter(sampleRate, channels);
  let frames = 0;
  for await (const lists of boundedSound(opened.sound).samples) {
    meter.add(lists);
    frames += lists[0]!.length;
  }
  if (frames === 0) throw new AudioFailure(claimed > 0 ? "audio_damaged" : "audio_empty");
  const check = meter.end({ mediaType, codec, sampleRate, channels });
  const cut = claimed - frames > Math.max(MISSING_SHARE * claimed, MISSING_SECONDS * sampleRate);
  return { facts: { mediaType, codec, durationMs: check.durationMs, sampleRate, channels }, check, cut };
}

function bounded<Facts extends { durationMs: number }>(facts: Facts): Facts {
  if (!Number.isFinite(facts.durationMs)) throw new AudioFailure("audio_damaged");
  if (facts.durationMs > MAX_AUDIO_MS) throw new AudioFailure("audio_too_long");
  if (facts.durationMs <= 0) throw new AudioFailure("audio_empty");
  return facts;
}

/** What decodes, and ends where it would be too long. */
function boundedSound(sound: Sound): Sound {
  return { ...sound, samples: samplesOf() };

  async function* samplesOf() {
    let frames = 0;
    for await (const lists of sound.samples) {
      const length = lists[0]?.length ?? 0;
      if (length === 0) continue;
      frames += length;
      if ((frames / sound.sampleRate) * 1000 > MAX_AUDIO_MS) throw new AudioFailure("audio_too_long");
      yield lists;
    }
  }
}

async function decodable(bytes: ByteQueue): Promise<Sound> {
  const opened = await openSound(bytes);
  if ("facts" in opened) throw new AudioFailure("audio_codec");
  return boundedSound(opened.sound);
}

/** A part of a recording as a WAV file. Reads no further than it has to. */
export async function cutSound(
  bytes: ByteQueue,
  { fromMs, toMs, sampleRate }: { fromMs: number; toMs: number; sampleRate: number },
): Promise<Uint8Array> {
  const from = samplesIn(fromMs, sampleRate);
  const to = samplesIn(Math.min(toMs, fromMs + limits.cutMs), sampleRate);
  const pieces: Int16Array[] = [];
  let at = 0;
  for await (const piece of monoOf(await decodable(bytes), sampleRate)) {
    pieces.push(piece.slice(Math.max(0, from - at), Math.max(0, to - at)));
    at += piece.length;
    if (at >= to) break;
  }
  const samples = joined(pieces);
  if (samples.length === 0) throw new AudioFailure("audio_empty");
  return wavOf(samples, sampleRate);
}

/**
 * Divides a recording at its pauses.
 * @param give takes a part; the next is made when it is done with it
 * @returns how long the whole is
 */
export async function splitSound(
  bytes: ByteQueue,
  { maxMs, wishMs, sampleRate }: { maxMs: number; wishMs: number; sampleRate: number },
  give: (part: SentPart) => Promise<void>,
): Promise<number> {
  const most = Math.max(1, samplesIn(Math.min(maxMs, limits.partMs), sampleRate));
  const wish = Math.min(most, samplesIn(wishMs, sampleRate));
  const held = new Int16Array(most);
  let filled = 0;
  let index = 0;
  let given = 0;
  for await (const piece of monoOf(await decodable(bytes), sampleRate)) {
    for (let at = 0; at < piece.length;) {
      const some = piece.subarray(at, at + most - filled);
      held.set(some, filled);
      filled += some.length;
      at += some.length;
      if (filled === most) await end(pauseIn(held, { wish, rate: sampleRate }));
    }
  }
  if (filled > 0) await end(filled);
  if (given === 0) throw new AudioFailure("audio_empty");
  return msOf(given, sampleRate);

  async function end(count: number): Promise<void> {
    const part = { index, fromMs: msOf(given, sampleRate), toMs: msOf(given + count, sampleRate) };
    await give({ ...part, wav: wavOf(held.subarray(0, count), sampleRate) });
    held.copyWithin(0, count, filled);
    filled -= count;
    given += count;
    index++;
  }
}

const samplesIn = (ms: number, rate: number) => Math.round((ms * rate) / 1000);
const msOf = (samples: number, rate: number) => Math.round((samples / rate) * 1000);

function joined(pieces: readonly Int16Array[]): Int16Array {
  const samples = new Int16Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    samples.set(piece, at);
    at += piece.length;
  }
  return samples;
}

/** The order of bytes is this processor's, which is little-endian wherever this runs. */
function wavOf(samples: Int16Array, rate: number): Uint8Array<ArrayBuffer> {
  const header = wavHeader(samples.byteLength, rate);
  const file = new Uint8Array(header.length + samples.byteLength);
  file.set(header);
  file.set(new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength), header.length);
  return file;
}
