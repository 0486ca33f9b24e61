import { AppError } from "@/lib/core";

/** Plain samples with what is said of them. */
export interface Wav {
  sampleRate: number;
  channels: number;
  /** 16 bits, little-endian, channels in turn */
  samples: Buffer;
  durationMs: number;
}

const BYTES = 2;
/** Extensible headers say the format a second time. */
const PCM = 1;
const EXTENSIBLE = 0xfffe;

/**
 * Reads a WAV file of 16 bits, as recorders in browsers write it. Sizes that its header only claims are not believed:
 * what counts is what is there. Pure.
 * @throws AppError `invalid_input` with reason `audio_format`, `audio_damaged` or `audio_empty`
 */
export function readWav(bytes: Buffer): Wav {
  const isWav = bytes.length >= 12 && tag(bytes, 0) === "RIFF" && tag(bytes, 8) === "WAVE";
  if (!isWav) throw refusal("audio_format", "Send a WAV file.");
  let format: { sampleRate: number; channels: number } | undefined;
  for (let at = 12; at + 8 <= bytes.length;) {
    const size = bytes.readUInt32LE(at + 4);
    const from = at + 8;
    if (tag(bytes, at) === "fmt ") format = readFormat(bytes.subarray(from, from + size));
    if (tag(bytes, at) === "data") {
      if (!format) break;
      return toWav(bytes.subarray(from, Math.min(from + size, bytes.length)), format);
    }
    at = from + size + (size % 2);
  }
  throw refusal("audio_damaged", "This recording is damaged.");
}

function toWav(data: Buffer, { sampleRate, channels }: { sampleRate: number; channels: number }): Wav {
  const frame = channels * BYTES;
  const samples = data.subarray(0, data.length - (data.length % frame));
  if (samples.length === 0) throw refusal("audio_empty", "There is no sound in this recording.");
  return { sampleRate, channels, samples, durationMs: Math.round((samples.length / frame / sampleRate) * 1000) };
}

function readFormat(chunk: Buffer): { sampleRate: number; channels: number } {
  if (chunk.length < 16) throw refusal("audio_damaged", "This recording is damaged.");
  const kind = chunk.readUInt16LE(0);
  const channels = chunk.readUInt16LE(2);
  const sampleRate = chunk.readUInt32LE(4);
  const isPlain = (kind === PCM || kind === EXTENSIBLE) && chunk.readUInt16LE(14) === 8 * BYTES;
  if (!isPlain || channels < 1 || channels > 2 || sampleRate < 8_000 || sampleRate > 48_000) {
    throw refusal("audio_format", "Send a WAV file of 16 bits, with one channel or two, at 8 to 48 kHz.");
  }
  return { sampleRate, channels };
}

/** A whole file of it, with a header of our own: nothing else that the sent one held goes on. */
export function writeWav({ sampleRate, channels, samples }: Omit<Wav, "durationMs">): Buffer<ArrayBuffer> {
  const header = Buffer.alloc(44);
  header.write("RIFF", 0, "latin1");
  header.writeUInt32LE(36 + samples.length, 4);
  header.write("WAVEfmt ", 8, "latin1");
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(PCM, 20);
  header.writeUInt16LE(channels, 22);
  header.writeUInt32LE(sampleRate, 24);
  header.writeUInt32LE(sampleRate * channels * BYTES, 28);
  header.writeUInt16LE(channels * BYTES, 32);
  header.writeUInt16LE(8 * BYTES, 34);
  header.write("data", 36, "latin1");
  header.writeUInt32LE(samples.length, 40);
  return Buffer.concat([header, samples]);
}

/** So quiet that nobody can be heard: below −54 dB all the time. */
const SILENT = 64;

/** Whether there is nothing to write down. Models make words up where there are none. */
export function isSilent(samples: Buffer): boolean {
  for (let at = 0; at + 1 < samples.length; at += BYTES) if (Math.abs(samples.readInt16LE(at)) > SILENT) return false;
  return true;
}

function tag(bytes: Buffer, at: number): string {
  return bytes.toString("latin1", at, at + 4);
}

function refusal(reason: string, message: string): AppError {
  return new AppError("invalid_input", message, { field: "body", reason });
}
