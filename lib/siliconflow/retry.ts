import { failureOfNetwork, isProviderError, type ProviderError, type Repeat } from "./errors";
import { abortError, type Settings } from "./settings";
import type { CallOptions } from "./transport";

export type RetryPolicy = Pick<Settings, "attempts" | "retryBaseMs" | "retryCapMs">;

/** Repetitions of a call answered 500: it names no cause, so a third try is the last. */
const faultRepetitions = 2;

/**
 * Milliseconds to wait before the next attempt, or undefined where there is none.
 *
 * Full jitter under a doubling bound. What the provider asks for is the least we wait; a wish beyond the bound is for
 * people to read, not for a request to sit through.
 * @param attempt how many attempts were made, from 1
 */
export function retryDelay(
  error: ProviderError,
  attempt: number,
  policy: RetryPolicy,
  random: () => number,
  asked: number | undefined = undefined,
): number | undefined {
  if (!error.retryable || attempt >= policy.attempts) return undefined;
  if (error.status === 500 && attempt > faultRepetitions) return undefined;
  if (asked !== undefined && asked > policy.retryCapMs) return undefined;
  const bound = Math.min(policy.retryCapMs, policy.retryBaseMs * 2 ** (attempt - 1));
  return Math.max(Math.round(random() * bound), asked ?? 0);
}

/**
 * Milliseconds a `Retry-After` header asks for: seconds, or a date.
 * @returns undefined where it is missing or unreadable
 */
export function readRetryAfter(header: string | undefined, wallClockMs: number): number | undefined {
  if (!header) return undefined;
  if (/^\d{1,9}(\.\d+)?$/.test(header.trim())) return Math.ceil(Number(header) * 1000);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - wallClockMs);
}

function waitsItsTurn({ code, reason }: ProviderError): boolean {
  return code === "rate_limited" || reason === "overloaded";
}

export interface Attempt {
  /** milliseconds left of the whole call's time */
  remainingMs: number;
  /** told what the provider asked for with its refusal */
  askedToWait(milliseconds: number): void;
}

/**
 * The one owner of repetition: nothing above or below it tries again.
 * @throws ProviderError of the last attempt; an AbortError when the signal fires
 */
export async function withRetries<Result>(
  settings: Settings,
  call: CallOptions & { repeat: Repeat },
  attempt: (attempt: Attempt) => Promise<Result>,
): Promise<Result> {
  const deadline = settings.now() + (call.totalTimeoutMs ?? settings.totalTimeoutMs);
  for (let made = 1; ; made++) {
    if (call.signal?.aborted) throw abortError(call.signal);
    const remainingMs = deadline - settings.now();
    if (remainingMs <= 0) throw failureOfNetwork("timeout_total", { repeat: call.repeat, sent: false });
    let asked: number | undefined;
    try {
      return await attempt({ remainingMs, askedToWait: (milliseconds) => (asked = milliseconds) });
    } catch (error) {
      if (!isProviderError(error) || (call.takesTurns && waitsItsTurn(error))) throw error;
      const delay = retryDelay(error, made, settings, settings.random, asked);
      if (delay === undefined || settings.now() + delay >= deadline) throw error;
      await settings.sleep(delay, call.signal);
    }
  }
}
