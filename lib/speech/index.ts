import "server-only";
import type { RunnableJob } from "@/lib/jobs";
import { joinSpeech } from "./join-speech";
import { speakPart } from "./speak-part";

export { findSpeech } from "./find-speech";
export { listSpeechModels, requireSpeechModel } from "./list-speech-models";
export { readAloud } from "./read-aloud";
export { repeatPart } from "./repeat-part";
export { serveSample } from "./serve-sample";
export { startSpeech } from "./start-speech";
export { streamSpeech } from "./stream-speech";
export { makeSample } from "./voice-sample";
export { sweepSpeeches } from "./sweep-speeches";

/** What this module has done in the background. */
export const speechJobs: readonly RunnableJob[] = [speakPart, joinSpeech];
