import type { Basis, Outcome, TokenCounts } from "@/lib/metering/schema";
import type { MessageState } from "./schema";

export interface Tokens extends TokenCounts {
  reasoningTokens?: number;
}

/**
 * How a provider call ended: `whole` (in order), `cut` (by us or on the way), `not_made`, `refused` (the provider did
 * nothing), `unknown` (nothing came, and the provider may have worked).
 */
export type CallEnd = "whole" | "cut" | "not_made" | "refused" | "unknown";

export interface CallSummary {
  /** how the message ended */
  state: Exclude<MessageState, "streaming">;
  call: CallEnd;
  /** the provider's own counts as last heard */
  reported?: Tokens | undefined;
  /** our estimate of what was sent */
  promptTokens: number;
  /** our estimate of everything received: thoughts and text */
  answerTokens: number;
}

export type Closing = "cancel" | { counts: TokenCounts; basis: Basis; outcome: Outcome };

/**
 * What a call is paid as. What the provider counted comes first, as long as it covers what was received (an answer that
 * was cut may have been counted before its last words); else what was sent and received is measured. A refused call
 * costs nothing. Where nobody knows what the provider did, it is booked as unknown at what was sent, since nothing else
 * was received.
 */
export function closingOf({ state, call, reported, promptTokens, answerTokens }: CallSummary): Closing {
  if (call === "not_made" || (call === "refused" && !reported)) return "cancel";
  if (call === "unknown" && !reported) {
    return { counts: { inputTokens: promptTokens, outputTokens: 0 }, basis: "estimated", outcome: "unknown" };
  }
  const covered =
    reported !== undefined &&
    (call === "whole" ? reported.outputTokens > 0 || answerTokens === 0 : reported.outputTokens * 2 >= answerTokens);
  const counts: TokenCounts = {
    inputTokens: reported?.inputTokens || promptTokens,
    cachedInputTokens: reported?.cachedInputTokens ?? 0,
    outputTokens: covered ? reported.outputTokens : answerTokens,
  };
  return { counts, basis: covered && call === "whole" ? "reported" : "measured", outcome: state };
}

/** How far our estimate of a text is off for a model, by the provider's count of the prompt. Short prompts prove nothing. */
export function calibration(promptTokens: number, reported: Tokens | undefined): number {
  if (!reported?.inputTokens || promptTokens < 100) return 1;
  return Math.min(2, Math.max(0.5, reported.inputTokens / promptTokens));
}
