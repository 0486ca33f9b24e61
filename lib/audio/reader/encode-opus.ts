import { Application, createEncoder } from "libopus-wasm";
import { OggWriter } from "./ogg-writer";
import { Resampler } from "./resampler";

/** What Opus counts in, and is given here. */
const RATE = 48_000;
const FRAME = 960;
/** Speech of one channel that nobody tells from the original. */
const BITRATE = 64_000;
const SERIAL = 1;

/** Samples as Opus in Ogg: it begins and ends at the very sample. @see RFC 7845 */
export async function* encodeOpus(samples: AsyncIterable<Int16Array>, rate: number): AsyncGenerator<Uint8Array> {
  const encoder = await createEncoder({
    channels: 1,
    sampleRate: RATE,
    frameSize: FRAME,
    bitrate: BITRATE,
    application: Application.Audio,
  });
  const preSkip = encoder.getLookahead();
  const writer = new OggWriter(SERIAL);
  yield writer.alone(head(preSkip, rate));
  yield writer.alone(words());
  const resampler = new Resampler(rate, RATE);
  const frame = new Float32Array(FRAME);
  let filled = 0;
  let received = 0;
  let position = 0;
  for await (const piece of samples) {
    yield* sound(resampler.add(toFractions(piece)));
  }
  yield* sound(resampler.end());
  const end = preSkip + received;
  // The encoder is behind by what is skipped at the beginning.
  while (position < end) yield* encode(new Float32Array(FRAME - filled));
  yield writer.end(end);
  encoder.free();

  function* sound(piece: Float32Array): Generator<Uint8Array> {
    received += piece.length;
    yield* encode(piece);
  }

  function* encode(piece: Float32Array): Generator<Uint8Array> {
    for (let at = 0; at < piece.length;) {
      const some = piece.subarray(at, at + FRAME - filled);
      frame.set(some, filled);
      filled += some.length;
      at += some.length;
      if (filled < FRAME) continue;
      filled = 0;
      position += FRAME;
      const page = writer.add(encoder.encodeFloat(frame), position);
      if (page) yield page;
    }
  }
}

function toFractions(integers: Int16Array): Float32Array {
  const samples = new Float32Array(integers.length);
  for (let at = 0; at < samples.length; at++) samples[at] = integers[at]! / 32_768;
  return samples;
}

function head(preSkip: number, rate: number): Buffer {
  const packet = Buffer.alloc(19);
  packet.write("OpusHead", 0, "latin1");
  packet.set([1, 1], 8); // version, channels
  packet.writeUInt16LE(preSkip, 10);
  packet.writeUInt32LE(rate, 12);
  return packet;
}

function words(): Buffer {
  const vendor = Buffer.from("libopus");
  const packet = Buffer.alloc(8 + 4 + vendor.length + 4);
  packet.write("OpusTags", 0, "latin1");
  packet.writeUInt32LE(vendor.length, 8);
  packet.set(vendor, 12);
  return packet;
}
