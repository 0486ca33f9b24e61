import { setTimeout as delay } from "node:timers/promises";
import { AppError, failures, isAppError, newId, type FailureCode } from "@/lib/core";
import { now, type Prisma, systemContext, type Context } from "@/lib/db";

const FIRST_LOOK_MS = 100;
const LONGEST_LOOK_MS = 1_000;
/** Whoever was asking and has said nothing for so long is gone. */
const PATIENCE_MS = 150_000;
/** So long the same request gets the same answer. */
const KEPT = "1 day";

/** A paid call that answers within its request. */
export interface AskedOnce {
  userId: string;
  requestKey: string;
  /** of all that was asked: the same key never stands for anything else */
  requestDigest: string;
}

interface KeptFailure {
  code: FailureCode;
  message: string;
  reason?: string;
  traceId?: string;
}

interface Row {
  id: string;
  requestDigest: string;
  answer: unknown;
  failure: unknown;
  endedAt: Date | null;
  createdAt: Date;
}

const columns = { id: true, requestDigest: true, answer: true, failure: true, endedAt: true, createdAt: true } as const;

/**
 * Notes that an answer is being asked for, in the transaction that holds its money.
 * @returns its id; undefined where the same key is there already
 */
export async function beginAnswer(tx: Context, asked: AskedOnce): Promise<string | undefined> {
  const id = newId();
  const made = await tx.db.paidAnswer.createMany({
    data: [{ id, ...asked, createdAt: now() }],
    skipDuplicates: true,
  });
  return made.count === 1 ? id : undefined;
}

/** Keeps what came of it, for whoever asks with the same key. */
export async function endAnswer(id: string, outcome: { answer: object } | { error: unknown }): Promise<void> {
  const data =
    "answer" in outcome ? { answer: toJson(outcome.answer) } : { failure: toJson(toKeptFailure(outcome.error)) };
  await systemContext().db.paidAnswer.updateMany({ where: { id }, data: { ...data, endedAt: now() } });
}

/**
 * What came of a request that was sent before with the same key, waited for where it is still under way.
 * @returns undefined where there was none
 * @throws AppError what it failed of; `conflict` (`request_key`) where the key stood for another request;
 *   `provider_unavailable` (`answer_lost`) where nobody knows any more; an AbortError when the caller's signal fires
 */
export async function findAnswer<Answer>(
  ctx: Context,
  { userId, requestKey, requestDigest }: AskedOnce,
): Promise<Answer | undefined> {
  for (let waitMs = FIRST_LOOK_MS; ; waitMs = Math.min(waitMs * 2, LONGEST_LOOK_MS)) {
    const row = await ctx.db.paidAnswer.findUnique({
      where: { userId_requestKey: { userId, requestKey } },
      select: columns,
    });
    if (!row) return undefined;
    if (row.requestDigest !== requestDigest) {
      throw new AppError("conflict", "This request key was used for another request.", {
        ...{ field: "requestKey", reason: "request_key" },
      });
    }
    if (row.endedAt) return answerOf(row) as Answer;
    if (now().getTime() - row.createdAt.getTime() > PATIENCE_MS) throw lost();
    await delay(waitMs, undefined, { signal: ctx.signal });
  }
}

/** Forgets answers that nobody waits for any more. @returns how many */
export async function sweepAnswers({ db }: Context): Promise<number> {
  return db.$executeRaw`
    delete from paid_answers where created_at < clock_timestamp() - ${KEPT}::interval`;
}

function answerOf({ answer, failure }: Row): unknown {
  if (answer !== null) return answer;
  const { code, message, ...details } = failure as KeptFailure;
  throw new AppError(code, message, details);
}

function toKeptFailure(error: unknown): KeptFailure {
  if (!isAppError(error) || !(error.code in failures)) {
    const { code, message } = lost();
    return { code, message, reason: "answer_lost" };
  }
  const { reason, traceId } = error.details;
  return {
    code: error.code,
    message: error.message,
    ...(reason !== undefined && { reason }),
    ...(traceId !== undefined && { traceId }),
  };
}

function lost(): AppError {
  return new AppError("provider_unavailable", "This request ended before its answer came. Ask once more.", {
    reason: "answer_lost",
  });
}

function toJson(value: object): Prisma.InputJsonValue {
  return JSON.parse(JSON.stringify(value)) as Prisma.InputJsonValue;
}
