import "server-only";
import type { RunnableJob } from "@/lib/jobs";
import { reconcileVoicesJob } from "./reconcile-voices";
import { removeVoice } from "./remove-voice";
import { uploadVoice } from "./upload-voice";

export { adoptVoice } from "./adopt-voice";
export { checkSample, cutSample } from "./check-sample";
export { createVoice } from "./create-voice";
export { deleteUnknownVoice } from "./delete-unknown-voice";
export { deleteVoice } from "./delete-voice";
export { findVoice, listVoices } from "./list-voices";
export { listVoiceModels } from "./voice-models";
export { loseVoice } from "./lose-voice";
export { reportVoices } from "./report-voices";
export { requireVoice, type UsableVoice } from "./require-voice";
export { retryVoice } from "./retry-voice";
export { serveSample } from "./serve-sample";
export { sweepVoices } from "./sweep-voices";
export { updateVoice } from "./update-voice";

export const voiceJobs: readonly RunnableJob[] = [uploadVoice, removeVoice, reconcileVoicesJob];
