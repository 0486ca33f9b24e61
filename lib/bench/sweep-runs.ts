import type { Tokens } from "@/lib/chat";
import type { ChatParameters } from "@/lib/chat/schema";
import { inTransaction, type Context } from "@/lib/db";
import { env } from "@/lib/env";
import { ratesOf } from "@/lib/models";
import { holding } from "./holding";
import { emptyResult } from "./result";
import type { RunResult } from "./schema";
import { answerTokensOf, writeEnd } from "./write-end";

interface LapsedRow {
  id: string;
  modelId: string;
  parameters: ChatParameters;
  promptTokens: number;
  chargeId: string;
  holder: string;
  result: Partial<RunResult>;
  usage: Tokens | null;
  stopRequested: boolean;
  createdAt: Date;
  leaseUntil: Date;
}

/** Runs ended by one sweep; what is left waits for the next. */
const batch = 50;

/**
 * Ends runs whose process is gone: what was saved is kept, they are marked interrupted, and their cost is settled. One
 * winner for each, in any number of processes; doing it twice changes nothing. One that cannot be ended is passed over,
 * so that those after it are; its failure is told at the end.
 * @returns how many were ended
 */
export async function sweepRuns(ctx: Context): Promise<number> {
  const passedOver: string[] = [];
  const failures: unknown[] = [];
  let ended = 0;
  while (ended < batch) {
    let found: string | undefined;
    try {
      if (!(await sweepOne(ctx, [...holding().live.keys(), ...passedOver], (id) => (found = id)))) break;
      ended++;
    } catch (error) {
      if (found === undefined) throw error;
      failures.push(error);
      passedOver.push(found);
    }
  }
  if (failures.length > 0) throw failures[0];
  return ended;
}

async function sweepOne(ctx: Context, except: string[], onFound: (id: string) => void): Promise<boolean> {
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.db.$queryRaw<LapsedRow[]>`
      select id, model_id as "modelId", parameters, prompt_tokens as "promptTokens", charge_id as "chargeId", holder,
        result, usage, stop_requested_at is not null as "stopRequested", created_at as "createdAt",
        lease_until as "leaseUntil"
      from bench_runs where state = 'streaming' and lease_until < now() and not (id = any(${except}::text[]))
      order by lease_until limit 1 for update skip locked`;
    if (!row) return false;
    onFound(row.id);
    const result = { ...emptyResult(), ...row.result };
    const reported = row.usage ?? undefined;
    await writeEnd(
      tx,
      { ...row, rates: await ratesOf(tx, row.modelId) },
      result,
      {
        state: row.stopRequested ? "stopped" : "interrupted",
        failure: row.stopRequested ? null : { code: "unavailable", reason: "lost", retryable: true },
        call: "cut",
        finishReason: null,
        traceId: null,
        reported,
        answerTokens: answerTokensOf(result, row.promptTokens, reported),
        firstTokenMs: null,
        totalMs: Math.max(0, row.leaseUntil.getTime() - env().CHAT_LEASE_MS - row.createdAt.getTime()),
      },
      row.holder,
    );
    return true;
  });
}
