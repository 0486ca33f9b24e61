import { calibration, closeCall, type CallEnding, type ChargedCall, type Tokens } from "@/lib/chat";
import type { MessageFailure } from "@/lib/chat/schema";
import { inTransaction, type Context } from "@/lib/db";
import { estimateTokens } from "@/lib/models/schema";
import { storableResult, textsOf } from "./result";
import { runColumns, toRun } from "./rows";
import type { BenchRun, RunResult } from "./schema";

/** How a run ended, whoever found out. */
export interface Ending extends CallEnding {
  failure: MessageFailure | null;
}

export type Ended = ChargedCall & { id: string };

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
    const receipt = await closeCall(tx, run, ending, ({ inputTokens, outputTokens }) => inputTokens + outputTokens);
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
