export * from "./input";
export {
  gainRange,
  promptMarker,
  speechFormats,
  speedRange,
  systemVoices,
  type SpeechFormat,
  type SpeechModel,
  type VoiceCharacter,
} from "./model";
export {
  partCharacters,
  planSpeech,
  priceOfSpeech,
  type PlannedSpeechPart,
  type SpeechPlan,
  type SpokenSettings,
} from "./plan";
export { speechProblems, type SpeechField, type SpeechProblem } from "./problems";
export type { Speech, SpeechPart, VoiceSample } from "./speech";
export { isDialogue } from "./split-dialogue";
export { readableText } from "./readable-text";
export { isSpeakable } from "./speakable-text";
export { utf8Bytes } from "./utf8";
