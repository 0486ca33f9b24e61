import type { AudioCheck } from "@/lib/audio/schema";

/** What keeps a recording from being a sample. */
export const sampleProblems = ["voice_too_short", "voice_too_long", "voice_silent"] as const;
export type SampleProblem = (typeof sampleProblems)[number];

/** What would make a sample better. It may be used as it is. */
export const sampleAdvices = ["short", "long", "quiet", "clipped", "pauses", "ends", "stereo"] as const;
export type SampleAdvice = (typeof sampleAdvices)[number];

/** The provider takes recordings shorter than this. @see SiliconFlow API reference, 11 (2026-11) */
export const SAMPLE_LIMIT_MS = 30_000;
/** Less says too little about a voice to be worth a try. */
export const SAMPLE_LEAST_MS = 2_000;
/** What the provider advises. */
export const SAMPLE_ADVICE_MS = { from: 8_000, to: 10_000 } as const;

/** Around the advice, so that nobody is sent back for half a second. */
const comfortableMs = { from: 5_000, to: 15_000 };
/** Nothing that could be a voice. */
const silentDb = -50;
const quietDb = -35;
const clippedShare = 0.001;
/** Most of it says nothing. */
const mostlySilent = 0.9;
const manyPauses = 0.4;
const longEndMs = 1_000;

/** How long the sample would be, before anything was listened to. */
export function lengthProblem(durationMs: number): SampleProblem | undefined {
  if (durationMs >= SAMPLE_LIMIT_MS) return "voice_too_long";
  return durationMs < SAMPLE_LEAST_MS ? "voice_too_short" : undefined;
}

export interface SampleJudgement {
  problem: SampleProblem | null;
  advice: SampleAdvice[];
}

/** @param channels of the recording that the sample is taken from; the sample itself has one */
export function judgeSample(check: Omit<AudioCheck, "peaks" | "channels">, channels: number): SampleJudgement {
  const silent = check.peakDb < silentDb || check.silentShare > mostlySilent;
  const problem = lengthProblem(check.durationMs) ?? (silent ? "voice_silent" : null);
  if (problem) return { problem, advice: [] };
  const found: Record<SampleAdvice, boolean> = {
    short: check.durationMs < comfortableMs.from,
    long: check.durationMs > comfortableMs.to,
    quiet: check.loudnessDb < quietDb,
    clipped: check.clippedShare > clippedShare,
    pauses: check.silentShare > manyPauses,
    ends: check.leadingSilenceMs > longEndMs || check.trailingSilenceMs > longEndMs,
    stereo: channels > 1,
  };
  return { problem: null, advice: sampleAdvices.filter((advice) => found[advice]) };
}
