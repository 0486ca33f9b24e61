import { z } from "zod";
import type { Asset } from "@/lib/media/schema";
import type { JsonObject } from "@/lib/models/schema";

export const creationKinds = ["image", "video", "speech"] as const;
export type CreationKind = (typeof creationKinds)[number];

/** Whose calls are made one after the other, in their order. */
export const oneByOne: ReadonlySet<CreationKind> = new Set(["speech"]);

/**
 * How far a provider call has come: it waits for its turn; is being sent; was taken by the provider (videos), which
 * works on it; its results are being fetched; and how it ended. `unknown`: perhaps made and paid, not repeated.
 */
export const callStates = [
  "waiting",
  "submitting",
  "submitted",
  "running",
  "saving",
  "done",
  "failed",
  "unknown",
  "cancelled",
] as const;
export type CallState = (typeof callStates)[number];

const over: ReadonlySet<CallState> = new Set(["done", "failed", "unknown", "cancelled"]);

/** Nothing will happen to it any more. */
export function isOver(state: CallState): boolean {
  return over.has(state);
}

/**
 * Why something is missing. Reasons of the provider are listed in lib/siliconflow/schema.ts; our own are `lost` (the
 * process died while it asked), `expired` (the provider forgot the result before it could be fetched), `not_decodable`,
 * `file_size`, `address_unreachable`, `address_timeout`, `video_failed` (the provider could not make it) and
 * `account_disabled`. Each has a sentence under `failure.reasons` of every language.
 */
export interface CreationFailure {
  code: string;
  reason?: string;
  traceId?: string;
  /** asking once more may work */
  retryable: boolean;
  /** the money was given back, or never taken */
  refunded: boolean;
}

/** What one call cost, and by what. The same facts as the chat's receipts. */
export interface CreationReceipt {
  modelId: string;
  /** as sent, without pictures */
  parameters: JsonObject;
  units: Record<string, number>;
  rates: Record<string, string>;
  costNanos: string;
  currency: string;
  basis: "reported" | "measured" | "estimated";
  seed: number | null;
  traceId: string | null;
  /** the provider's own time */
  inferenceMs: number | null;
  /** from being sent to being made */
  totalMs: number;
  /** given back to the person: what was paid for could not be saved */
  refundedNanos?: string;
}

/** One thing that a call has made. */
export interface CreationOutput {
  id: string;
  position: number;
  state: "saving" | "done" | "failed";
  /** null while it is fetched, where that failed, and where it was deleted since */
  asset: Asset | null;
  failure: CreationFailure | null;
}

/** One provider call. */
export interface CreationCall {
  id: string;
  position: number;
  state: CallState;
  seed: number | null;
  /** while it waits: 1 is next */
  place: number | null;
  /** what it will cost, or has cost; decimal string of nano-units */
  costNanos: string;
  currency: string;
  createdAt: string;
  submittedAt: string | null;
  endedAt: string | null;
  receipt: CreationReceipt | null;
  failure: CreationFailure | null;
  /** what the provider refused a waiting call for: it is sent again once that has passed */
  waitsFor?: CreationFailure;
  outputs: CreationOutput[];
}

/** One click in a studio, with what has come of it. */
export interface Creation {
  id: string;
  kind: CreationKind;
  modelId: string;
  modelName: string;
  prompt: string;
  /** what the person set: see the studio's own input */
  request: JsonObject;
  /** how long such calls have taken of late, from being sent to being made; null while nobody knows */
  usualMs: number | null;
  createdAt: string;
  calls: CreationCall[];
}

export interface CreationPage {
  creations: Creation[];
  /** cursor of the next page */
  next: string | null;
}

export const CreationParams = z.strictObject({ id: z.uuid() });

export const ListCreationsInput = z.strictObject({
  kind: z.enum(creationKinds).optional(),
  /** only those with a call that is not over */
  running: z.literal("1").optional(),
  before: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
export type ListCreationsInput = z.infer<typeof ListCreationsInput>;

/** Cancels calls that still wait: the one named, or all of the creation's. */
export const CancelCreationInput = z.strictObject({ callId: z.uuid().optional() });
export type CancelCreationInput = z.infer<typeof CancelCreationInput>;

export { sumReceipts } from "./sum-receipts";
