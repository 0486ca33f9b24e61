import { AppError, type FailureCode, type FailureDetails } from "@/lib/core";
import type { ErrorBody } from "./error-body";
import type { LimitKind, ProviderReason } from "./schema";

/**
 * How often a call may be made for one wish.
 * - `free`: asking again costs nothing or next to nothing (lists, status, embeddings).
 * - `answer`: paid, and worthless unless its answer arrives: repeated while no byte of an answer has come.
 * - `once`: paid and done whether or not the answer arrives (images, videos, speech, transcription): repeated only
 *   when the provider is known to have done nothing.
 */
export type Repeat = "free" | "answer" | "once";

export interface ProviderFailure {
  reason: ProviderReason;
  /** HTTP status, 0 where no answer came */
  status: number;
  providerCode?: number;
  traceId?: string;
  /** the same call may be repeated by itself */
  retryable: boolean;
  /** `refused`: the provider did nothing; `unknown`: the work may have been done and may be billed */
  outcome: "refused" | "unknown";
  retryAfterMs?: number;
  limitKind?: LimitKind;
  /** the operating system's word, such as ECONNREFUSED, for logs */
  networkCode?: string;
}

/** A failure of the provider. Nothing of the provider's own text is in it: that may repeat what we sent. */
export class ProviderError extends AppError {
  override readonly name: string = "ProviderError";
  readonly reason: ProviderReason;
  readonly status: number;
  readonly providerCode: number | undefined;
  readonly traceId: string | undefined;
  readonly retryable: boolean;
  readonly outcome: "refused" | "unknown";
  readonly limitKind: LimitKind | undefined;
  readonly networkCode: string | undefined;

  constructor(failure: ProviderFailure) {
    const { reason, traceId, retryAfterMs } = failure;
    const details: FailureDetails = { reason };
    if (traceId !== undefined) details.traceId = traceId;
    if (retryAfterMs !== undefined) details.retryAfterMs = retryAfterMs;
    super(meanings[reason].code, meanings[reason].message, details);
    this.reason = reason;
    this.status = failure.status;
    this.providerCode = failure.providerCode;
    this.traceId = traceId;
    this.retryable = failure.retryable;
    this.outcome = failure.outcome;
    this.limitKind = failure.limitKind;
    this.networkCode = failure.networkCode;
  }
}

const meanings: Record<ProviderReason, { code: FailureCode; message: string }> = {
  unconfigured: { code: "provider_unavailable", message: "No provider key is configured." },
  key: { code: "provider_unavailable", message: "The provider did not accept this installation's key." },
  balance_or_verification: {
    code: "provider_unavailable",
    message: "The provider account has no balance left or is not verified.",
  },
  permission: { code: "provider_unavailable", message: "The provider account may not use this model." },
  model_unknown: { code: "provider_rejected", message: "The provider does not offer this model." },
  parameters: { code: "provider_rejected", message: "The provider refused the settings of this request." },
  context_length: { code: "provider_rejected", message: "The conversation is longer than this model can read." },
  voice_missing: { code: "provider_rejected", message: "Speech needs a voice or a reference recording." },
  moderation: { code: "provider_rejected", message: "The provider's content rules refused this request." },
  too_large: { code: "provider_rejected", message: "The request is larger than the provider accepts." },
  endpoint_missing: { code: "provider_rejected", message: "The provider does not know this function." },
  endpoint_gone: { code: "provider_rejected", message: "The provider has withdrawn this function." },
  rate_minute: { code: "rate_limited", message: "The provider's limit per minute is reached." },
  rate_hour: { code: "rate_limited", message: "The provider's limit per hour is reached." },
  rate_day: { code: "rate_limited", message: "The provider's limit for today is reached." },
  overloaded: { code: "provider_unavailable", message: "The model is overloaded at the provider." },
  provider_fault: { code: "provider_unavailable", message: "The provider failed while handling the request." },
  gateway_timeout: { code: "provider_unavailable", message: "The provider took too long and gave up." },
  unreachable: { code: "provider_unavailable", message: "The provider cannot be reached." },
  timeout_connect: { code: "provider_unavailable", message: "Connecting to the provider took too long." },
  timeout_first_token: { code: "provider_unavailable", message: "The provider did not begin to answer in time." },
  timeout_gap: { code: "provider_unavailable", message: "The provider stopped in the middle of its answer." },
  timeout_total: { code: "provider_unavailable", message: "The answer took longer than is allowed." },
  cut: { code: "provider_unavailable", message: "The connection to the provider ended before the answer did." },
  malformed: { code: "provider_unavailable", message: "The provider sent an answer that cannot be used." },
};

/** A failed answer, judged by its status and whatever its body gave away. Pure. */
export function failureOfStatus(
  status: number,
  body: ErrorBody,
  context: { repeat: Repeat; traceId?: string; retryAfterMs?: number },
): ProviderError {
  const reason = reasonOfStatus(status, body);
  const limited = reason === "rate_minute" || reason === "rate_hour" || reason === "rate_day";
  const fault = status >= 500 || status === 408;
  // A gateway that lost its backend cannot say what the backend did.
  const inDoubt = context.repeat === "once" && (status === 408 || status === 502 || status === 504 || status > 504);
  return new ProviderError({
    reason,
    status,
    ...(body.code !== undefined && { providerCode: body.code }),
    ...(context.traceId !== undefined && { traceId: context.traceId }),
    retryable: !inDoubt && ((limited && reason !== "rate_day") || fault),
    outcome: inDoubt ? "unknown" : "refused",
    ...(limited && { retryAfterMs: context.retryAfterMs ?? usualWaitMs[reason] }),
    ...(!limited && context.retryAfterMs !== undefined && { retryAfterMs: context.retryAfterMs }),
    ...(body.limitKind && { limitKind: body.limitKind }),
  });
}

const usualWaitMs = { rate_minute: 30_000, rate_hour: 600_000, rate_day: 3_600_000 } as const;

function reasonOfStatus(status: number, body: ErrorBody): ProviderReason {
  switch (status) {
    case 401:
      return "key";
    case 402:
      return "balance_or_verification";
    case 403:
      return body.code === 30001 || body.hint === "account" ? "balance_or_verification" : "permission";
    case 404:
      return body.code === 20012 ? "model_unknown" : "endpoint_missing";
    case 405:
      return "endpoint_missing";
    case 408:
    case 504:
      return "gateway_timeout";
    case 410:
      return "endpoint_gone";
    case 413:
      return "too_large";
    case 429:
      return limitReason(body.limitKind);
    case 451:
      return "moderation";
    case 503:
      return "overloaded";
  }
  if (status >= 500) return body.code === 50505 ? "overloaded" : "provider_fault";
  if (status >= 300 && status < 400) return "endpoint_missing";
  return reasonOfCode(body) ?? "parameters";
}

/**
 * An error object inside an answer of status 200, in a stream or in place of what was promised.
 * Work had begun, so nothing is repeated and, for calls made once, the outcome stays open.
 */
export function failureInside(
  body: ErrorBody,
  context: { status: number; repeat: Repeat; traceId?: string },
): ProviderError {
  const reason = reasonOfCode(body) ?? "provider_fault";
  const limited = reason === "rate_minute" || reason === "rate_hour" || reason === "rate_day";
  return new ProviderError({
    reason,
    status: context.status,
    ...(body.code !== undefined && { providerCode: body.code }),
    ...(context.traceId !== undefined && { traceId: context.traceId }),
    retryable: false,
    outcome: context.repeat === "once" && reason === "provider_fault" ? "unknown" : "refused",
    ...(limited && { retryAfterMs: usualWaitMs[reason] }),
    ...(body.limitKind && { limitKind: body.limitKind }),
  });
}

function reasonOfCode(body: ErrorBody): ProviderReason | undefined {
  switch (body.code) {
    case 20012:
      return "model_unknown";
    case 20015:
      return body.hint === "length" ? "context_length" : "parameters";
    case 20052:
      return "voice_missing";
    case 30001:
      return "balance_or_verification";
    case 50505:
      return "overloaded";
    case 50507:
      return "provider_fault";
  }
  if (body.limitKind) return limitReason(body.limitKind);
  switch (body.hint) {
    case "length":
      return "context_length";
    case "moderation":
      return "moderation";
    case "model":
      return "model_unknown";
    case "account":
      return "balance_or_verification";
    case "limit":
      return "rate_minute";
    case "overload":
      return "overloaded";
    case "key":
      return "key";
  }
  return undefined;
}

function limitReason(kind: LimitKind | undefined): ProviderReason {
  if (kind?.endsWith("D")) return "rate_day";
  return kind === "RPH" ? "rate_hour" : "rate_minute";
}

/** What ended a call that no status explains. */
export type Ending =
  | "refused_connection"
  | "timeout_connect"
  | "timeout_first_token"
  | "timeout_gap"
  | "timeout_total"
  | "dropped"
  | "malformed";

/** A failure of the network or of our patience, judged by how far the call had come. Pure. */
export function failureOfNetwork(
  ending: Ending,
  context: { repeat: Repeat; sent: boolean; status?: number; traceId?: string; networkCode?: string },
): ProviderError {
  const { repeat, sent, status = 0 } = context;
  const answered = status !== 0;
  const reason: ProviderReason =
    ending === "refused_connection"
      ? "unreachable"
      : ending === "dropped"
        ? answered
          ? "cut"
          : "unreachable"
        : ending;
  return new ProviderError({
    reason,
    status,
    ...(context.traceId !== undefined && { traceId: context.traceId }),
    ...(context.networkCode !== undefined && { networkCode: context.networkCode }),
    retryable: isRepeatable(ending, repeat, sent, answered),
    outcome: sent ? "unknown" : "refused",
  });
}

function isRepeatable(ending: Ending, repeat: Repeat, sent: boolean, answered: boolean): boolean {
  if (answered || ending === "timeout_total" || ending === "malformed") return false;
  if (!sent) return true;
  if (repeat === "once") return false;
  // A model that is still thinking may be paid for already: only a connection that broke is worth a second try.
  return repeat === "free" || ending === "dropped";
}

export function unconfigured(): ProviderError {
  return new ProviderError({ reason: "unconfigured", status: 0, retryable: false, outcome: "refused" });
}

/** By name as well: a bundler may have given two parts of the server a class each. */
export function isProviderError(error: unknown): error is ProviderError {
  return error instanceof ProviderError || (error instanceof Error && error.name === "ProviderError");
}
