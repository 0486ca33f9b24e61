import { z } from "zod";
import type { CallState, CreationFailure, CreationReceipt } from "@/lib/creations/schema";
import type { Asset } from "@/lib/media/schema";

export { joinTexts } from "./join-texts";
export { DICTATION_MS, longestMs, mostCalls, partLengths, type PartLengths } from "./plan";

/** A model that writes down what is said. */
export interface TranscriptionModel {
  id: string;
  name: string;
  /** for one call; decimal string of nano-units */
  rateNanos: string;
  currency: string;
  /** where the price is from, and the ISO date of that */
  priceOrigin: { source: string; sourcedOn: string };
}

/** GET /api/transcriptions/models */
export interface TranscriptionOffer {
  models: TranscriptionModel[];
  /** why nothing can be written down here: no model is on offer, or the provider has no such function; null: it can */
  unavailable: "no_model" | "missing" | null;
}

/** Words with the time they were said at. */
export interface Phrase {
  fromMs: number;
  toMs: number;
  text: string;
}

/** A stretch of the recording, written down by one call. */
export interface TranscriptionPart {
  id: string;
  position: number;
  /** null before the recording was listened to for its pauses */
  fromMs: number | null;
  toMs: number | null;
  state: CallState;
  text: string;
  /** what it will cost, or has cost; decimal string of nano-units */
  costNanos: string;
  receipt: CreationReceipt | null;
  failure: CreationFailure | null;
}

/**
 * How far it has come: the recording is looked through for pauses; its parts are written down; and how it ended.
 * `incomplete`: some of its parts are missing. `failed`: all of them.
 */
export const transcriptionStates = ["reading", "working", "done", "incomplete", "failed"] as const;
export type TranscriptionState = (typeof transcriptionStates)[number];

/** One of a list. */
export interface TranscriptionSummary {
  id: string;
  state: TranscriptionState;
  /** of the recording, in its person's words */
  name: string;
  modelId: string;
  modelName: string;
  timed: boolean;
  durationMs: number;
  /** its beginning */
  excerpt: string;
  partsDone: number;
  partsTotal: number;
  createdAt: string;
}

export interface Transcription extends Omit<TranscriptionSummary, "excerpt" | "partsDone" | "partsTotal"> {
  /** the recording; null where it was deleted since */
  asset: Asset | null;
  /** what came so far */
  text: string;
  /** with times where they are known, in their order; empty otherwise */
  phrases: Phrase[];
  parts: TranscriptionPart[];
  costNanos: string;
  currency: string;
  /** why the recording could not be listened to */
  failure: CreationFailure | null;
  endedAt: string | null;
}

export interface TranscriptionPage {
  transcriptions: TranscriptionSummary[];
  /** cursor of the next page */
  next: string | null;
}

const modelId = z.string().min(1).max(200);

/** POST /api/transcriptions */
export const StartTranscriptionInput = z.strictObject({
  requestKey: z.uuid(),
  assetId: z.uuid(),
  modelId,
  /** cut into short phrases, so that each has its time */
  timed: z.boolean().default(false),
});
export type StartTranscriptionInput = z.infer<typeof StartTranscriptionInput>;

export const TranscriptionParams = z.strictObject({ id: z.uuid() });

/** POST /api/transcriptions/:id/repeat: the part named, or everything that is missing. */
export const RepeatPartsInput = z.strictObject({ position: z.int().min(0).max(100_000).optional() });
export type RepeatPartsInput = z.infer<typeof RepeatPartsInput>;

/** GET /api/transcriptions: newest first */
export const ListTranscriptionsInput = z.strictObject({
  before: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
export type ListTranscriptionsInput = z.infer<typeof ListTranscriptionsInput>;

export const TranscriptionFileQuery = z.strictObject({ as: z.enum(["txt", "srt"]) });
export type TranscriptionFileQuery = z.infer<typeof TranscriptionFileQuery>;

/** POST /api/transcriptions/dictation: the body is a WAV file (16 bits) of at most a minute. */
export const DictationQuery = z.strictObject({
  /** the same recording with the same key is written down, and paid, once */
  requestKey: z.uuid(),
  /** the first one on offer where absent */
  modelId: modelId.optional(),
});
export type DictationQuery = z.infer<typeof DictationQuery>;

export interface Dictation {
  /** empty where nothing was said */
  text: string;
  modelId: string;
  costNanos: string;
  currency: string;
}
