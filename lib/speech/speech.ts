import type { CallState, Creation, CreationFailure } from "@/lib/creations/schema";
import type { Asset } from "@/lib/media/schema";
import type { SpeechFormat } from "./model";

/** One stretch of a text, spoken by one call at a time. */
export interface SpeechPart {
  /** from 0, in the order in which they are spoken */
  position: number;
  text: string;
  /** paid for one call of it */
  bytes: number;
  /** of the last call */
  state: CallState;
  /** what came is there and ends too early */
  cut: boolean;
  /** null while nothing is known of it */
  durationMs: number | null;
  /** of all its calls; decimal string of nano-units */
  costNanos: string;
  failure: CreationFailure | null;
  /** it is not whole, and may be asked for once more */
  repeatable: boolean;
}

/** A text that is spoken. */
export interface Speech {
  creation: Creation;
  /** the whole of it; the creation's own has the beginning */
  text: string;
  format: SpeechFormat;
  parts: SpeechPart[];
  /** all parts in one file, or those there are; made anew after a part was repeated */
  asset: Asset | null;
  /** something still happens: it can be listened to as it is made */
  live: boolean;
}

/** How one of the provider's voices sounds. */
export interface VoiceSample {
  id: string;
  modelId: string;
  voice: string;
  language: string;
  /** of its sound, at `GET /api/speech/samples/:id` */
  mediaType: string;
  /** what this request has cost: 0 for one that was there */
  costNanos: string;
  currency: string;
}
