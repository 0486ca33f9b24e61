import { isProviderError } from "@/lib/siliconflow";
import { accountReasons } from "@/lib/siliconflow/schema";
import type { SqlContext } from "@/lib/db";
import { pauseTurns } from "./pause-turns";

export interface Pause {
  /** `all`: nothing else can work either */
  scope: "model" | "all";
  pauseMs: number;
}

const accountPauseMs = 60_000;
const outagePauseMs = 5_000;
const longestPauseMs = 3_600_000;

/**
 * How long calls of this kind should rest after a failure that passes by itself, or by an administrator's hand, and in
 * which nothing was done. Undefined for all others: those are the call's own. Pure.
 */
export function pauseAfter(error: unknown): Pause | undefined {
  if (!isProviderError(error) || error.outcome !== "refused") return undefined;
  const { reason } = error;
  if (accountReasons.has(reason)) return { scope: reason === "permission" ? "model" : "all", pauseMs: accountPauseMs };
  const askedMs = Math.min(error.details.retryAfterMs ?? outagePauseMs, longestPauseMs);
  switch (reason) {
    case "rate_minute":
    case "rate_hour":
    case "rate_day":
    case "overloaded":
      return { scope: "model", pauseMs: askedMs };
    case "unreachable":
    case "timeout_connect":
      return { scope: "all", pauseMs: askedMs };
    default:
      return undefined;
  }
}

/**
 * Pauses turns where a failure asks for it.
 * @returns how long the failed call itself should wait, undefined where it has failed for good or may have been made
 */
export async function pauseTurnsAfter(
  ctx: SqlContext,
  { modelId, error }: { modelId: string; error: unknown },
): Promise<number | undefined> {
  const pause = pauseAfter(error);
  if (pause) await pauseTurns(ctx, { modelId: pause.scope === "all" ? null : modelId, pauseMs: pause.pauseMs });
  return pause?.pauseMs;
}
