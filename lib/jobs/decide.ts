import { isProviderError } from "@/lib/siliconflow";
import { accountReasons } from "@/lib/siliconflow/schema";
import { isPostpone } from "./postpone";
import { retryDelayMs } from "./retry-delay";

/** How long jobs rest that only an administrator's hand at the provider's account can help. */
const accountPauseMs = 60_000;
/** Processes that may die over one run after another, before it counts as what kills them. */
export const mostLosses = 25;

export interface Run {
  /** from 1 */
  attempt: number;
  /** of the job, without a deadline */
  attempts: number;
  deadline: Date | null;
}

/** Whether nothing comes after this run. A deadline alone decides where there is one. */
export function isLast({ attempt, attempts, deadline }: Run, now: Date): boolean {
  return deadline ? now >= deadline : attempt >= attempts;
}

/** What becomes of a job whose run ended with `error`: it waits (a deadline bounds that), or it is over. */
export type Step = { kind: "wait"; delayMs: number; counts: boolean } | { kind: "over" };

/**
 * @param last as it was when the run began: a job whose deadline passed meanwhile still gets its last run
 */
export function stepAfter(error: unknown, run: Run & { last: boolean }, now: Date): Step {
  if (run.last && (run.deadline || !restOf(error))) return { kind: "over" };
  const rest = restOf(error);
  const delayMs = rest ?? retryDelayMs(run.attempt, run.deadline !== null);
  const leftMs = run.deadline ? Math.max(0, run.deadline.getTime() - now.getTime()) : Infinity;
  return { kind: "wait", delayMs: Math.min(delayMs, leftMs), counts: rest === undefined };
}

/** How long a job waits without that being its failure. */
function restOf(error: unknown): number | undefined {
  if (isPostpone(error)) return error.delayMs;
  return isProviderError(error) && accountReasons.has(error.reason) ? accountPauseMs : undefined;
}
