import type { SqlContext } from "@/lib/db";
import { cancelCharge, settleCharge } from "@/lib/metering";
import { usageUnits, type Rates, type TokenCounts } from "@/lib/metering/schema";
import { toReceipt } from "./receipt";
import type { ChatParameters, Receipt } from "./schema";
import { closingOf, type CallSummary } from "./settlement";

/** A call of a model that is paid for by a charge. */
export interface ChargedCall {
  chargeId: string;
  rates: Rates;
  modelId: string;
  parameters: ChatParameters;
  /** our estimate of what was sent */
  promptTokens: number;
}

export interface CallEnding extends Omit<CallSummary, "promptTokens"> {
  finishReason: string | null;
  traceId: string | null;
  firstTokenMs: number | null;
  totalMs: number;
}

/**
 * Closes the charge of a call by how it ended.
 * @param contextTokens what a next question starts with
 * @returns the receipt; null where the call cost nothing
 */
export async function closeCall(
  tx: SqlContext,
  call: ChargedCall,
  ending: CallEnding,
  contextTokens: (counts: TokenCounts) => number,
): Promise<Receipt | null> {
  const { chargeId, rates, modelId, parameters, promptTokens } = call;
  const closing = closingOf({ ...ending, promptTokens });
  if (closing === "cancel") {
    await cancelCharge(tx, { chargeId });
    return null;
  }
  const { counts, basis, outcome } = closing;
  const usage = usageUnits(counts, rates);
  const { finishReason, firstTokenMs, totalMs, traceId } = ending;
  const settlement = await settleCharge(tx, {
    ...{ chargeId, usage, basis, outcome },
    ...(traceId !== null && { traceId }),
  });
  return toReceipt({
    ...{ modelId, parameters, usage, settlement, basis, finishReason, firstTokenMs, totalMs, traceId },
    contextTokens: contextTokens(counts),
  });
}
