import { z } from "zod";
import { MAX_TRANSCRIPT, MAX_VOICE_NAME, SAMPLE_ADVICE_MS, SAMPLE_LIMIT_MS } from "@/lib/voices/schema";

/** What was recorded or chosen, on the server already. */
export interface DraftSource {
  assetId: string;
  name: string;
  durationMs: number;
  /** made here and for this alone */
  recorded: boolean;
}

/** The form of a new voice. Consent is given anew each time, so it is not kept. */
export interface VoiceDraft {
  source: DraftSource | null;
  fromMs: number;
  toMs: number;
  transcript: string;
  name: string;
  modelId: string;
  asBase64: boolean;
}

export const emptyDraft: VoiceDraft = {
  source: null,
  fromMs: 0,
  toMs: 0,
  transcript: "",
  name: "",
  modelId: "",
  asBase64: false,
};

/** Longer ones begin with a part of the advised length. */
const wholeUpToMs = 15_000;
/** The longest that may be chosen. */
export const longestMs = SAMPLE_LIMIT_MS - 100;

const Kept = z.object({
  source: z
    .object({ assetId: z.uuid(), name: z.string(), durationMs: z.number().min(0), recorded: z.boolean() })
    .nullable(),
  fromMs: z.number().min(0),
  toMs: z.number().min(0),
  transcript: z.string().max(MAX_TRANSCRIPT),
  name: z.string().max(MAX_VOICE_NAME),
  modelId: z.string(),
  asBase64: z.boolean(),
});

export function parseDraft(kept: unknown): VoiceDraft | undefined {
  return Kept.safeParse(kept).data;
}

/** With another recording; what was written about the last one does not fit it. */
export function withSource(draft: VoiceDraft, source: DraftSource | null): VoiceDraft {
  const durationMs = source?.durationMs ?? 0;
  const toMs = durationMs <= wholeUpToMs ? durationMs : SAMPLE_ADVICE_MS.to;
  return { ...draft, source, fromMs: 0, toMs, transcript: "" };
}

export type Missing = "source" | "transcript" | "name" | "consent";

/** What the form still needs, in the order of its fields. */
export function missingIn(draft: VoiceDraft, consent: boolean): Missing[] {
  const missing: Record<Missing, boolean> = {
    source: draft.source === null,
    transcript: draft.transcript.trim() === "",
    name: draft.name.trim() === "",
    consent: !consent,
  };
  return (Object.keys(missing) as Missing[]).filter((field) => missing[field]);
}
