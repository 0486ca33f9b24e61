export { streamingWavHeader, wavHeader } from "./wav-header";
export { PEAKS, peaksOf } from "./peaks";

export const audioCodecs = ["pcm", "mp3", "opus", "vorbis", "flac", "aac"] as const;
export type AudioCodec = (typeof audioCodecs)[number];

/** What a recording is. */
export interface AudioFacts {
  mediaType: string;
  codec: AudioCodec;
  durationMs: number;
  /** per second */
  sampleRate: number;
  channels: number;
}

/** How a recording sounds, all of its channels together. */
export interface AudioCheck extends AudioFacts {
  /** the loudest sample, in decibels of full scale: 0 is as loud as the format goes */
  peakDb: number;
  /** the mean power of what is not silence, in decibels of full scale */
  loudnessDb: number;
  /** parts of one: samples at the limit of the format, side by side */
  clippedShare: number;
  /** parts of one */
  silentShare: number;
  leadingSilenceMs: number;
  trailingSilenceMs: number;
  /** how far the samples lie to one side of zero as a whole: parts of full scale */
  offset: number;
  /**
   * how far samples differ from the one before, or the one before that where those are nearer, as in two channels that
   * are taken for one: hardly in sound, 0; where each is cast anew, 1
   */
  roughness: number;
  /** how loud each of PEAKS equal parts is, 0 to 255 */
  peaks: number[];
}

/** Below this nothing is heard: -90 stands for digital silence too. */
export const QUIETEST_DB = -90;

/** Why something is refused as a recording. */
export const audioFailures = ["audio_damaged", "audio_format", "audio_codec", "audio_empty", "audio_too_long"] as const;
export type AudioFailureReason = (typeof audioFailures)[number];

/** Longer ones are refused. */
export const MAX_AUDIO_MS = 12 * 3_600_000;

/** One piece of a recording that was divided. */
export interface AudioPart {
  index: number;
  fromMs: number;
  toMs: number;
  /** a WAV file: mono, 16 bits */
  wav: Buffer;
}

export const joinedFormats = ["mp3", "opus", "wav", "pcm"] as const;
export type JoinedFormat = (typeof joinedFormats)[number];

/** The types of files that `joinSpeech` makes. PCM stands alone, without a name for its rate. */
export const joinedMediaTypes: Record<JoinedFormat, string> = {
  mp3: "audio/mpeg",
  opus: "audio/ogg",
  wav: "audio/wav",
  pcm: "audio/pcm",
};
