import { calibration, closingOf, toReceipt, type CallEnd, type Tokens } from "@/lib/chat";
import type { MessageFailure, Receipt } from "@/lib/chat/schema";
import { inTransaction, type Context } from "@/lib/db";
import { cancelCharge, settleCharge } from "@/lib/metering";
import { usageUnits } from "@/lib/metering/schema";
import { estimateTokens } from "@/lib/models/schema";
import type { RunStart } from "./live-run";
import { storableResult, textsOf } from "./result";
import { runColumns, toRun } from "./rows";
import type { BenchRun, RunResult, RunState } from "./schema";

/** How a run ended, whoever found out. */
export interface Ending {
  state: Exclude<RunState, "streaming">;
  failure: MessageFailure | null;
  call: CallEnd;
  finishReason: string | null;
  traceId: string | null;
  reported: Tokens | undefined;
  /** our estimate of what was received */
  answerTokens: number;
  firstTokenMs: number | null;
  totalMs: number;
}

export type Ended = Pick<RunStart, "id" | "modelId" | "parameters" | "promptTokens" | "chargeId" | "rates">;

/** Tokens of what was received: our estimate as corrected by the provider's count of the prompt. */
export function answerTokensOf(result: RunResult, promptTokens: number, reported: Tokens | undefined): number {
  const estimate = textsOf(result).reduce((total, text) => total + estimateTokens(text), 0);
  return Math.ceil(estimate * calibration(promptTokens, reported));
}

/**
 * The end in one transaction: the charge, then the run with its result, state and receipt. Writes only for the present
 * holder of a run under way; for another, only the charge is closed, which is harmless when it was closed before.
 * @returns the run as saved, also where someone else has ended it; null where it is gone
 */
export async function writeEnd(
  ctx: Context,
  run: Ended,
  result: RunResult,
  ending: Ending,
  holder: string,
): Promise<BenchRun | null> {
  return inTransaction(ctx, async (tx) => {
    const receipt = await closeCharge(tx, run, ending);
    await tx.db.$executeRaw`
      update bench_runs set state = ${ending.state}::message_state,
        result = ${JSON.stringify(storableResult(result))}::jsonb,
        receipt = ${receipt && JSON.stringify(receipt)}::jsonb,
        failure = ${ending.failure && JSON.stringify(ending.failure)}::jsonb
      where id = ${run.id} and holder = ${holder} and state = 'streaming'`;
    const row = await tx.db.benchRun.findUnique({ where: { id: run.id }, select: runColumns });
    return row && toRun(row);
  });
}

async function closeCharge(tx: Context, run: Ended, ending: Ending): Promise<Receipt | null> {
  const { chargeId, promptTokens, rates } = run;
  const closing = closingOf({ ...ending, promptTokens });
  if (closing === "cancel") {
    await cancelCharge(tx, { chargeId });
    return null;
  }
  const { counts, basis, outcome } = closing;
  const usage = usageUnits(counts, rates);
  const settlement = await settleCharge(tx, {
    chargeId,
    usage,
    basis,
    outcome,
    ...(ending.traceId !== null && { traceId: ending.traceId }),
  });
  const { modelId, parameters } = run;
  const { finishReason, firstTokenMs, totalMs, traceId } = ending;
  const contextTokens = counts.inputTokens + counts.outputTokens;
  return toReceipt({
    ...{ modelId, parameters, usage, settlement, basis, finishReason, firstTokenMs, totalMs, traceId, contextTokens },
  });
}
