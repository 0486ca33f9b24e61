import type { BareSamples } from "@/lib/media/schema";

/** What a chooser of files offers as recordings: some systems know no type for the last ones. */
export const acceptedRecordings = "audio/*,.mp3,.wav,.pcm,.raw,.ogg,.opus,.flac,.m4a,.aac,.webm";

/** What bare samples are taken for until their person says otherwise. */
export const usualSamples: BareSamples = { rate: 44_100, channels: 1 };
export const usualRates = [8_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000] as const;

/** Whether a file has samples and nothing else: its name alone can say so. */
export function isBare({ name }: Pick<File, "name">): boolean {
  return /\.(pcm|raw|s16|s16le)$/i.test(name);
}

/** How much of a file is looked at. */
export const headBytes = 12;

/**
 * Whether the server decodes a recording that begins so. What it cannot decode, a browser often can.
 * @param head the first bytes
 */
export function isDecodedThere(head: Uint8Array): boolean {
  const text = String.fromCharCode(...head.subarray(0, headBytes));
  if (/^(RIFF|RF64)....WAVE|^OggS|^fLaC|^ID3/s.test(text)) return true;
  const [first = 0, second = 0, third = 0, fourth = 0] = head;
  const isWebm = first === 0x1a && second === 0x45 && third === 0xdf && fourth === 0xa3;
  // A frame of MP3. One of AAC has a layer of zero.
  const isMp3 = first === 0xff && (second & 0xe0) === 0xe0 && (second & 0x06) !== 0;
  return isWebm || isMp3;
}

/** The name of a recording after it has become a WAV file. */
export function asWavName(name: string): string {
  return `${name.replace(/\.[\p{L}\p{N}]{1,5}$/u, "")}.wav`;
}
