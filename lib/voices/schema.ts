import { z } from "zod";
import { storableText } from "@/lib/core";
import type { AudioCheck } from "@/lib/audio/schema";
import type { Asset } from "@/lib/media/schema";
import type { SampleJudgement } from "./sample-problems";

export {
  lengthProblem,
  SAMPLE_ADVICE_MS,
  SAMPLE_LEAST_MS,
  SAMPLE_LIMIT_MS,
  sampleAdvices,
  sampleProblems,
  type SampleAdvice,
  type SampleJudgement,
  type SampleProblem,
} from "./sample-problems";

export const voiceStates = ["uploading", "ready", "failed", "deleting"] as const;
/** `failed`: see the failure; its sample is kept, so that it can be uploaded again. */
export type VoiceState = (typeof voiceStates)[number];

/**
 * Why a voice cannot be used. Reasons of the provider are listed in lib/siliconflow/schema.ts; our own are
 * `voice_verification` (the provider's account may not make voices), `voice_gone` (the provider no longer has it),
 * `voice_unsettled` (nobody can say whether the upload arrived) and `file_missing`.
 */
export interface VoiceFailure {
  code: string;
  reason?: string;
  traceId?: string;
}

/** A cloned voice, as one person sees it. What the provider calls it stays on the server. */
export interface Voice {
  id: string;
  name: string;
  /** the one model that speaks with it */
  modelId: string;
  modelName: string;
  state: VoiceState;
  /** the exact words of the sample; empty for whom it is only shared with */
  transcript: string;
  /** its person's alone; everybody who may use the voice hears it at /api/voices/:id/sample */
  sample: Asset | null;
  hasSample: boolean;
  own: boolean;
  shared: boolean;
  failure: VoiceFailure | null;
  /** when its person said that the voice may be cloned */
  consentAt: string | null;
  createdAt: string;
}

/** How a part of a recording would do as a sample. */
export interface CheckedSample extends SampleJudgement {
  check: Omit<AudioCheck, "peaks">;
}

/** A voice as an administrator sees it. */
export interface AdminVoice extends Omit<Voice, "sample" | "transcript" | "own"> {
  /** what the provider calls it */
  customName: string;
  userId: string;
}

/** One that the provider has and nobody here: made elsewhere with the same key, or left over. */
export interface UnknownVoice {
  /** stands for its address at the provider, which stays on the server */
  key: string;
  customName: string;
  modelId: string;
  text: string;
  /** the catalogue has its model, so that it can be taken over */
  adoptable: boolean;
}

/** GET /api/admin/voices */
export interface VoicesReport {
  voices: AdminVoice[];
  unknown: UnknownVoice[];
  /** why the provider's list could not be read; null: it was, just now */
  problem: VoiceFailure | null;
}

/** A model that speaks with voices of one's own. */
export interface VoiceModel {
  id: string;
  name: string;
  /** for a byte of text; decimal string of nano-units */
  rate: string;
  currency: string;
  /** where the rate is from, and the ISO date of that */
  priceOrigin: { source: string; sourcedOn: string };
}

/** Samples are kept and sent as mono WAV of this rate. */
export const SAMPLE_RATE = 44_100;

export const MAX_VOICE_NAME = 60;
export const MAX_TRANSCRIPT = 1_000;
/** of one person */
export const MAX_VOICES = 100;

const name = z.string().trim().min(1).max(MAX_VOICE_NAME).overwrite(storableText).regex(/\S/, "must not be empty");
const modelId = z.string().regex(/^[\w./:@+-]{1,200}$/, "must be a model's id");
const milliseconds = z.int().min(0).max(86_400_000);

/** What of a recording is meant. */
const Range = { fromMs: milliseconds, toMs: milliseconds } as const;
const isForward = ({ fromMs, toMs }: { fromMs: number; toMs: number }) => fromMs < toMs;
const forward = { path: ["toMs"], message: "must be after fromMs" };

/** POST /api/voices/check: how a part of a recording would do as a sample. */
export const CheckSampleInput = z.strictObject({ assetId: z.uuid(), ...Range }).refine(isForward, forward);
export type CheckSampleInput = z.infer<typeof CheckSampleInput>;

/** POST /api/voices/transcript */
export const TranscribeSampleInput = z
  .strictObject({
    requestKey: z.uuid(),
    assetId: z.uuid(),
    ...Range,
    /** the first one on offer where absent */
    modelId: modelId.optional(),
  })
  .refine(isForward, forward);
export type TranscribeSampleInput = z.infer<typeof TranscribeSampleInput>;

/** POST /api/voices */
export const CreateVoiceInput = z
  .strictObject({
    /** the same key stands for the same voice: sent twice, it is made once */
    requestKey: z.uuid(),
    modelId,
    name,
    assetId: z.uuid(),
    ...Range,
    transcript: z.string().trim().min(1).max(MAX_TRANSCRIPT).overwrite(storableText).regex(/\S/, "must not be empty"),
    /** the person may clone this voice; noted with its time */
    consent: z.literal(true),
    /** sent as JSON instead of as a form, for those proxies that let no forms pass */
    asBase64: z.boolean().default(false),
    /** the recording was made for this alone: it goes into the trash, since its sample is kept */
    discard: z.boolean().default(false),
  })
  .refine(isForward, forward);
export type CreateVoiceInput = z.output<typeof CreateVoiceInput>;

export const VoiceParams = z.strictObject({ id: z.uuid() });

/** PATCH /api/voices/:id: its name, or whether everybody may use it, which an administrator decides for their own. */
export const UpdateVoiceInput = z
  .strictObject({ name: name.optional(), shared: z.boolean().optional() })
  .refine((input) => input.name !== undefined || input.shared !== undefined, "changes nothing");
export type UpdateVoiceInput = z.infer<typeof UpdateVoiceInput>;

/** What stands for a voice that only the provider has. */
export const UnknownVoiceInput = z.strictObject({
  key: z.string().regex(/^[0-9a-f]{64}$/, "must be a key of the list"),
});
export type UnknownVoiceInput = z.infer<typeof UnknownVoiceInput>;
