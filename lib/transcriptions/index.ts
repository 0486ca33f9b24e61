import "server-only";
import type { RunnableJob } from "@/lib/jobs";
import { readRecording } from "./read-recording";
import { writeDownPart } from "./write-down-part";

export { deleteTranscription } from "./delete-transcription";
export { dictate } from "./dictate";
export { findTranscription } from "./find-transcription";
export { listTranscriptions } from "./list-transcriptions";
export { findTranscriptionOffer, requireTranscriptionModel } from "./models";
export { repeatParts } from "./repeat-parts";
export { startTranscription } from "./start-transcription";
export { sweepTranscriptions } from "./sweep-transcriptions";
export { transcriptionFile, type TranscriptionFile } from "./transcription-file";

/** What this module has done in the background. */
export const transcriptionJobs: readonly RunnableJob[] = [readRecording, writeDownPart];
