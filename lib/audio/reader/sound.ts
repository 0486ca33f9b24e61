import type { AudioCodec } from "../schema";
import type { ByteQueue } from "./byte-queue";

/** A recording being decoded. */
export interface Sound {
  mediaType: string;
  codec: AudioCodec;
  sampleRate: number;
  channels: number;
  /** how many samples of each channel it says it has */
  claimed?: number | undefined;
  /** samples as numbers from -1 to 1, a list for each channel, in pieces that need little memory */
  samples: AsyncIterable<Float32Array[]>;
}

/** @returns undefined where it is not of this kind */
export type OpenSound = (bytes: ByteQueue) => Promise<Sound | undefined>;
