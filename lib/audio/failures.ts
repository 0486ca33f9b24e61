import { AppError, type FailureCode } from "@/lib/core";
import type { AudioFailureReason } from "./schema";

const words: Record<AudioFailureReason, [FailureCode, string]> = {
  audio_damaged: ["invalid_input", "This recording is damaged."],
  audio_format: ["unsupported", "This file is not a recording of a kind that is understood here."],
  audio_codec: ["unsupported", "This recording is coded in a way that is not understood here."],
  audio_empty: ["invalid_input", "There is no sound in this recording."],
  audio_too_long: ["too_large", "This recording is too long."],
};

export function refused(reason: AudioFailureReason): AppError {
  const [code, message] = words[reason];
  return new AppError(code, message, { reason });
}
