import {
  gainRange,
  isDialogue,
  speechFormats,
  speechProblems,
  speedRange,
  type Speech,
  type SpeechFormat,
  type SpeechModel,
  type SpeechSettings,
  type VoiceChoice,
} from "@/lib/speech/schema";

/** A recording whose voice is taken for one speech, with its words. */
export interface DraftClip {
  assetId: string;
  name: string;
  durationMs: number | null;
  transcript: string;
}

export type DraftVoice = { kind: "system"; name: string } | { kind: "own"; voiceId: string } | { kind: "clip" };

/** What stands in the form, besides the text. */
export interface SpeechDraft {
  modelId: string | undefined;
  instruction: string;
  /** undefined: the model's first */
  voice: DraftVoice | undefined;
  clip: DraftClip | undefined;
  /** of [S2], in dialogues */
  secondClip: DraftClip | undefined;
  format: SpeechFormat;
  /** null: the format's usual one */
  sampleRate: number | null;
  speed: number;
  gain: number;
}

/** In the order of the form. */
export const draftProblems = ["model", "text", "tooLong", "marker", "voice", "clip", "transcript", "second"] as const;
export type DraftProblem = (typeof draftProblems)[number];

export const emptyDraft: SpeechDraft = {
  modelId: undefined,
  instruction: "",
  voice: undefined,
  clip: undefined,
  secondClip: undefined,
  format: "mp3",
  sampleRate: null,
  speed: speedRange.usual,
  gain: gainRange.usual,
};

export function modelOf({ modelId }: Pick<SpeechDraft, "modelId">, models: readonly SpeechModel[]) {
  return models.find(({ id }) => id === modelId) ?? models[0];
}

/** The voice of the draft where the model has it, else the model's first. */
export function voiceOf({ voice }: Pick<SpeechDraft, "voice">, model: SpeechModel): DraftVoice | undefined {
  if (voice && takes(model, voice)) return voice;
  const [first] = model.systemVoices;
  if (first !== undefined) return { kind: "system", name: first };
  return model.clips ? { kind: "clip" } : undefined;
}

function takes(model: SpeechModel, voice: DraftVoice): boolean {
  if (voice.kind === "system") return model.systemVoices.includes(voice.name);
  return voice.kind === "own" ? model.ownVoices : model.clips;
}

/** The rate that is sent: the one chosen where the format has it, else its usual one. */
export function rateOf({ format, sampleRate }: Pick<SpeechDraft, "format" | "sampleRate">, model: SpeechModel): number {
  const rates = model.formats[format];
  return rates.find((rate) => rate === sampleRate) ?? rates[0] ?? 44_100;
}

/** The request that a draft stands for, or the first thing that is missing. */
export function toSettings(
  draft: SpeechDraft,
  model: SpeechModel | undefined,
  text: string,
): { settings: SpeechSettings; problem?: undefined } | { problem: DraftProblem; settings?: undefined } {
  if (!model) return { problem: "model" };
  const voice = voiceOf(draft, model);
  if (text.length > model.maxCharacters) return { problem: "tooLong" };
  const chosen = chosenVoice(draft, voice);
  const { secondClip, format, speed, gain } = draft;
  const instruction = model.instructions ? draft.instruction.trim() : "";
  const settings: SpeechSettings = {
    modelId: model.id,
    text,
    ...(instruction && { instruction }),
    voice: typeof chosen === "string" ? { kind: "system", name: "none" } : chosen,
    ...(voice?.kind === "clip" &&
      secondClip &&
      model.dialogue &&
      isDialogue(text) && { secondVoice: toClip(secondClip) }),
    format,
    sampleRate: rateOf(draft, model),
    speed,
    gain,
  };
  const found = new Set(speechProblems(model, settings).map(({ reason }) => reason));
  if (found.has("speech_empty")) return { problem: "text" };
  if (found.has("speech_too_long")) return { problem: "tooLong" };
  if (found.has("speech_marker")) return { problem: "marker" };
  if (typeof chosen === "string") return { problem: chosen };
  if (settings.secondVoice?.kind === "clip" && !/\S/.test(settings.secondVoice.transcript))
    return { problem: "second" };
  return { settings };
}

function chosenVoice({ clip }: SpeechDraft, voice: DraftVoice | undefined): VoiceChoice | DraftProblem {
  if (!voice) return "voice";
  if (voice.kind !== "clip") return voice;
  if (!clip) return "clip";
  return /\S/.test(clip.transcript) ? toClip(clip) : "transcript";
}

function toClip({ assetId, transcript }: DraftClip): VoiceChoice {
  return { kind: "clip", assetId, transcript: transcript.trim() };
}

/** The form filled with what a speech was made from. A recording is named by its file alone. */
export function draftFrom(draft: SpeechDraft, { creation, format }: Pick<Speech, "creation" | "format">): SpeechDraft {
  const { voice, secondVoice, instruction, sampleRate, speed, gain } = creation.request;
  return {
    ...draft,
    modelId: creation.modelId,
    instruction: typeof instruction === "string" ? instruction : "",
    voice: toDraftVoice(voice),
    clip: toDraftClip(voice) ?? draft.clip,
    secondClip: toDraftClip(secondVoice),
    format,
    sampleRate: typeof sampleRate === "number" ? sampleRate : null,
    speed: numberIn(speed, speedRange),
    gain: numberIn(gain, gainRange),
  };
}

function toDraftVoice(value: unknown): DraftVoice | undefined {
  const { kind, name, voiceId } = asRecord(value);
  if (kind === "system" && typeof name === "string") return { kind, name };
  if (kind === "own" && typeof voiceId === "string") return { kind, voiceId };
  return kind === "clip" ? { kind } : undefined;
}

function toDraftClip(value: unknown): DraftClip | undefined {
  const { assetId, transcript, name, durationMs } = asRecord(value);
  if (typeof assetId !== "string" || typeof transcript !== "string") return undefined;
  return {
    assetId,
    transcript,
    name: typeof name === "string" ? name : "",
    durationMs: typeof durationMs === "number" ? durationMs : null,
  };
}

function numberIn(value: unknown, range: { min: number; max: number; usual: number }): number {
  return typeof value === "number" && value >= range.min && value <= range.max ? value : range.usual;
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

/** A draft that was kept before: what is not as it should be begins anew. */
export function parseDraft(kept: unknown): SpeechDraft | undefined {
  if (typeof kept !== "object" || kept === null) return undefined;
  const { modelId, instruction, voice, clip, secondClip, format, sampleRate, speed, gain } = asRecord(kept);
  return {
    modelId: typeof modelId === "string" ? modelId : undefined,
    instruction: typeof instruction === "string" ? instruction : "",
    voice: toDraftVoice(voice),
    clip: toDraftClip(clip),
    secondClip: toDraftClip(secondClip),
    format: speechFormats.find((each) => each === format) ?? "mp3",
    sampleRate: typeof sampleRate === "number" ? sampleRate : null,
    speed: numberIn(speed, speedRange),
    gain: numberIn(gain, gainRange),
  };
}
