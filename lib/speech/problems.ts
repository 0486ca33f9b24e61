import { isDialogue } from "./split-dialogue";
import { isSpeakable } from "./speakable-text";
import type { SpeechSettings } from "./input";
import { hasMarker, spokenText } from "./plan";
import type { SpeechModel } from "./model";

export type SpeechField = "text" | "instruction" | "voice" | "secondVoice" | "format" | "sampleRate";

export interface SpeechProblem {
  field: SpeechField;
  /** has a sentence under `failure.reasons` of every language */
  reason:
    | "speech_empty"
    | "speech_too_long"
    | "speech_marker"
    | "speech_instruction"
    | "speech_voice"
    | "speech_second_voice"
    | "speech_sample_rate";
  message: string;
}

/** What a model would refuse of these settings, the text first. Pure. */
export function speechProblems(model: SpeechModel, settings: SpeechSettings): SpeechProblem[] {
  return [...textProblems(model, settings), ...voiceProblems(model, settings), ...rateProblems(model, settings)];
}

function textProblems(model: SpeechModel, settings: SpeechSettings): SpeechProblem[] {
  const { text, instruction } = settings;
  if (text.length > model.maxCharacters) {
    const message = `A speech may have ${model.maxCharacters} characters; this text has ${text.length}.`;
    return [{ field: "text", reason: "speech_too_long", message }];
  }
  const problems: SpeechProblem[] = [];
  const spoken = spokenText(model, settings);
  if (!isSpeakable(spoken)) {
    problems.push({ field: "text", reason: "speech_empty", message: "There are no words in this text." });
  }
  if (hasMarker(spoken)) {
    const message = "The mark that ends an instruction stands where this model cannot take it.";
    problems.push({ field: "text", reason: "speech_marker", message });
  }
  if (instruction?.trim() && !model.instructions) {
    const message = `${model.name} takes no word on how to speak.`;
    problems.push({ field: "instruction", reason: "speech_instruction", message });
  }
  return problems;
}

function voiceProblems(model: SpeechModel, { voice, secondVoice, text }: SpeechSettings): SpeechProblem[] {
  const problems: SpeechProblem[] = [];
  if (!takesVoice(model, voice)) {
    problems.push({ field: "voice", reason: "speech_voice", message: `${model.name} does not have this voice.` });
  }
  if (!secondVoice) return problems;
  const message = "Two voices take a model that speaks dialogue, a text with [S1] and [S2], and a clip for each.";
  const fits = model.dialogue && isDialogue(text) && voice.kind === "clip" && secondVoice.kind === "clip";
  if (!fits) problems.push({ field: "secondVoice", reason: "speech_second_voice", message });
  return problems;
}

function takesVoice(model: SpeechModel, voice: SpeechSettings["voice"]): boolean {
  if (voice.kind === "system") return model.systemVoices.includes(voice.name);
  return voice.kind === "own" ? model.ownVoices : model.clips;
}

function rateProblems({ formats }: SpeechModel, { format, sampleRate }: SpeechSettings): SpeechProblem[] {
  if (sampleRate === undefined || formats[format].includes(sampleRate)) return [];
  const message = `${format} is written at ${formats[format].join(", ")} Hz.`;
  return [{ field: "sampleRate", reason: "speech_sample_rate", message }];
}
