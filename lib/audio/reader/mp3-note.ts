import { mp3Frame } from "./mp3-frame";

/** Speech of one channel that nobody tells from the original. */
export const BITRATE = 96_000;
/** Samples that LAME puts before the sound, and that every decoder adds. */
const ENCODER_DELAY = 576;
const DECODER_DELAY = 529;

interface Stream {
  rate: number;
  /** samples of the sound */
  count: number;
}

/** The beginning of a frame: layer III, one channel, no checksum. */
function headerOf(rate: number): number {
  const versions = [
    { bits: 3, rates: [44_100, 48_000, 32_000], bitrates: [0, 32, 40, 48, 56, 64, 80, 96] },
    { bits: 2, rates: [22_050, 24_000, 16_000], bitrates: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96] },
  ];
  for (const { bits, rates, bitrates } of versions) {
    const index = rates.indexOf(rate);
    const word = 0xffe0_0000 + (bits << 19) + (1 << 17) + (1 << 16) + (bitrates.indexOf(BITRATE / 1000) << 12);
    if (index >= 0) return (word | (index << 10) | 0xc4) >>> 0;
  }
  throw new RangeError(`There is no MP3 of ${rate} samples a second.`);
}

/** How many frames hold the sound and both delays. */
export function framesFor({ rate, count }: Stream): number {
  const { samples } = mp3Frame(headerOf(rate))!;
  return Math.ceil((count + ENCODER_DELAY + DECODER_DELAY) / samples);
}

/**
 * A frame of silence before the others that says how many they are, and which samples at both ends are not part of the
 * sound: players then begin and end where it does, and know where to go for a time.
 * @see LAME's mp3-tech notes: the Info tag and its extension
 */
export function noteFrame({ rate, count }: Stream): Buffer {
  const word = headerOf(rate);
  const { bytes, samples, notesAt } = mp3Frame(word)!;
  const frames = framesFor({ rate, count });
  const frame = Buffer.alloc(bytes);
  frame.writeUInt32BE(word, 0);
  frame.write("Info", notesAt, "latin1");
  frame.writeUInt32BE(15, notesAt + 4); // it has frames, bytes, places and quality
  frame.writeUInt32BE(frames, notesAt + 8);
  frame.writeUInt32BE(bytes + Math.floor((frames * samples * BITRATE) / 8 / rate), notesAt + 12);
  for (let part = 0; part < 100; part++) frame[notesAt + 16 + part] = Math.floor((part * 256) / 100);
  const extension = notesAt + 116 + 4;
  frame.write("LAME3.100", extension, "latin1");
  frame[extension + 9] = 1; // one bit rate
  frame[extension + 20] = BITRATE / 1000;
  const padding = frames * samples - count - ENCODER_DELAY;
  frame.writeUIntBE(ENCODER_DELAY * 4_096 + padding, extension + 21, 3);
  return frame;
}
