import { planRun, type BenchInput, type RunPlan } from "@/lib/bench/schema";
import { isAppError } from "@/lib/core";
import type { ModelSummary } from "@/lib/models/schema";

export interface TriedPlan {
  plan: (RunPlan & { limits: { maxTokens: number; thinking?: boolean } }) | undefined;
  /** why it cannot be asked; `excess`: so many tokens too long */
  problem: { excess?: number } | undefined;
}

/** The call that a request would make, if it can be made. */
export function tryPlan(model: ModelSummary | undefined, input: BenchInput): TriedPlan {
  if (!model) return { plan: undefined, problem: undefined };
  try {
    const plan = planRun(model, input);
    const { body } = plan.call;
    const thinking = "enable_thinking" in body ? body.enable_thinking : undefined;
    const limits = { maxTokens: body.max_tokens, ...(thinking !== undefined && { thinking }) };
    return { plan: { ...plan, limits }, problem: undefined };
  } catch (error) {
    const excess = isAppError(error) && typeof error.details.excess === "number" ? error.details.excess : undefined;
    return { plan: undefined, problem: excess === undefined ? {} : { excess } };
  }
}
