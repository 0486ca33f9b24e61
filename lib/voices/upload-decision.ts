import { type AppError, isAppError } from "@/lib/core";
import { isProviderError, type Voice as ProviderVoice } from "@/lib/siliconflow";
import { accountReasons } from "@/lib/siliconflow/schema";
import type { VoiceFailure } from "./schema";

/** An upload that has not been answered by then is given up; whether it arrived, the provider's list will say. */
export const UPLOAD_MS = 45_000;
/** After so long it is in the list, or will never be. */
export const SETTLED_MS = UPLOAD_MS + 10_000;
/** Between two looks at the list. */
export const LOOK_MS = 3_000;
/** Sent so often without anybody knowing what became of it, it is left to its person. */
export const MOST_SENDS = 3;

/**
 * What to do with a voice that is not known to have arrived: send it, since nothing of an earlier attempt can be there;
 * look again, since something might be; or leave it. Pure.
 * @param sentAt when an attempt began whose end is not known; null where there is none
 */
export function nextStep(
  { sentAt, sends }: { sentAt: Date | null; sends: number },
  at: Date,
): "send" | "look" | "leave" {
  if (sentAt === null) return "send";
  if (at.getTime() - sentAt.getTime() < SETTLED_MS) return "look";
  return sends < MOST_SENDS ? "send" : "leave";
}

/** Those of the provider's voices that an upload has made: one, and in the worst case more. Pure. */
export function madeBy(customName: string, list: readonly ProviderVoice[]): ProviderVoice[] {
  return list.filter((voice) => voice.customName === customName);
}

/** Mended by asking again a little later. */
const passing = new Set(["rate_minute", "overloaded", "unreachable", "timeout_connect", "provider_fault"]);

/** What a failed upload means: not known, to be tried again, or over with a reason. Pure. */
export function afterUpload(error: unknown): "unknown" | "again" | VoiceFailure {
  if (!isProviderError(error)) return isAppError(error) ? toVoiceFailure(error) : "again";
  if (error.outcome === "unknown") return "unknown";
  return passing.has(error.reason) ? "again" : toVoiceFailure(error);
}

/** A failure as it is kept: codes only, nothing of anybody's error text. */
export function toVoiceFailure(error: unknown): VoiceFailure {
  if (!isAppError(error)) return { code: "internal" };
  const { traceId } = error.details;
  const reason = reasonOf(error);
  return { code: error.code, ...(reason !== undefined && { reason }), ...(traceId !== undefined && { traceId }) };
}

function reasonOf(error: AppError): string | undefined {
  if (!isProviderError(error)) return error.details.reason;
  // Voices of one's own are for accounts of a known identity. @see SiliconFlow API reference, 10 (2026-11)
  if (error.status === 403) return "voice_verification";
  if (error.reason === "parameters" || error.reason === "too_large") return "voice_refused";
  return error.reason;
}

/** Nothing but an administrator's hand at the provider's account helps. */
export function needsAdministrator({ reason = "" }: VoiceFailure): boolean {
  return reason === "voice_verification" || accountReasons.has(reason);
}
