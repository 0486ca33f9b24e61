import { readFileSync } from "node:fs";
import path from "node:path";

/** One of the small recordings of a second: 0.2 s of silence, then a tone of 440 Hz at half of full scale; 16 kHz, mono. */
export function recording(name: string): Buffer {
  return readFileSync(path.join(import.meta.dirname, "fixtures/audio", name));
}

export interface WavOptions {
  rate?: number;
  channels?: number;
  /** how a sample is written; the tag of the format is 1 for whole numbers, 3 for floating point */
  tag?: number;
  bits?: number;
  /** what the header says of the samples' bytes, where it is not true */
  claimed?: number;
}

/** A WAV file of numbers from -1 to 1, the same on each channel. */
export function wavOf(samples: ArrayLike<number>, options: WavOptions = {}): Buffer {
  const { rate = 16_000, channels = 1, tag = 1, bits = 16 } = options;
  const frame = (bits / 8) * channels;
  const data = Buffer.alloc(samples.length * frame);
  for (let at = 0; at < samples.length; at++) {
    for (let channel = 0; channel < channels; channel++) {
      writeSample(data, at * frame + (channel * bits) / 8, samples[at]!, `${tag}/${bits}`);
    }
  }
  const header = Buffer.alloc(44);
  header.write("RIFF", 0, "latin1");
  header.writeUInt32LE(Math.min(0xffff_ffff, 36 + (options.claimed ?? data.length)), 4);
  header.write("WAVEfmt ", 8, "latin1");
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(tag, 20);
  header.writeUInt16LE(channels, 22);
  header.writeUInt32LE(rate, 24);
  header.writeUInt32LE(rate * frame, 28);
  header.writeUInt16LE(frame, 32);
  header.writeUInt16LE(bits, 34);
  header.write("data", 36, "latin1");
  header.writeUInt32LE(options.claimed ?? data.length, 40);
  return Buffer.concat([header, data]);
}

function writeSample(data: Buffer, at: number, value: number, kind: string): void {
  const whole = (limit: number) => Math.max(-limit, Math.min(limit - 1, Math.round(value * limit)));
  if (kind === "1/8") data[at] = whole(128) + 128;
  else if (kind === "1/16") data.writeInt16LE(whole(32_768), at);
  else if (kind === "1/24") data.writeIntLE(whole(8_388_608), at, 3);
  else if (kind === "1/32") data.writeInt32LE(whole(2_147_483_648), at);
  else if (kind === "3/32") data.writeFloatLE(value, at);
  else if (kind === "3/64") data.writeDoubleLE(value, at);
  // The loudest codes of G.711 on both sides.
  else data[at] = (kind.startsWith("6/") ? [0xaa, 0x2a] : [0x80, 0x00])[value < 0 ? 1 : 0]!;
}

export interface ToneOptions {
  rate?: number;
  amplitude?: number;
  hertz?: number;
}

/** Samples of a tone. */
export function tone(seconds: number, { rate = 16_000, amplitude = 0.5, hertz = 440 }: ToneOptions = {}): Float32Array {
  const step = (2 * Math.PI * hertz) / rate;
  return Float32Array.from({ length: Math.round(seconds * rate) }, (_, at) => amplitude * Math.sin(at * step));
}

export function joined(...pieces: readonly Float32Array[]): Float32Array {
  return Float32Array.from(pieces.flatMap((piece) => [...piece]));
}
