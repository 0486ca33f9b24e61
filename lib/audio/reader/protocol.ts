import type { AudioCheck, AudioFacts, AudioFailureReason, AudioPart } from "../schema";

/** What the process is asked for, as its only parameter. The bytes follow on its standard input. */
export type AudioTask =
  | { task: "read" }
  | { task: "cut"; fromMs: number; toMs: number; sampleRate: number }
  | { task: "split"; maxMs: number; wishMs: number; sampleRate: number }
  /** samples in, a file on its standard output */
  | { task: "encode"; format: "mp3" | "opus"; rate: number; samples: number };

export interface AudioReading {
  facts: AudioFacts;
  /** none where nothing here decodes it */
  check: AudioCheck | null;
  /** it ends before it says it would */
  cut: boolean;
}

export type SentPart = Omit<AudioPart, "wav"> & { wav: Uint8Array<ArrayBuffer> };

/** What it tells. After a part it goes on when it is told to. */
export type AudioMessage =
  | { type: "part"; part: SentPart }
  | { type: "done"; reading?: AudioReading; wav?: Uint8Array; durationMs?: number }
  | { type: "failed"; reason: AudioFailureReason }
  /** what should not happen: the process itself is not fit to read */
  | { type: "broken"; message: string };
