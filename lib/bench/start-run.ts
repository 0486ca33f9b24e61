import { digestOf } from "@/lib/chat";
import { AppError, newId } from "@/lib/core";
import { inTransaction, type Context, type Prisma } from "@/lib/db";
import { env } from "@/lib/env";
import { openCharge } from "@/lib/metering";
import { requireModel } from "@/lib/models";
import { forgetOldRuns } from "./forget-old-runs";
import { holding, inBackground } from "./holding";
import { keepCheckpoints } from "./keep-checkpoints";
import { LiveRun, type RunStart } from "./live-run";
import { requirePerson } from "./person";
import { planRun } from "./plan-run";
import { titleOf } from "./result";
import { runColumns, toRun } from "./rows";
import { runBench } from "./run-bench";
import type { BenchRun, StartRunInput } from "./schema";

/**
 * Makes a request of the bench. It goes on by itself, whoever watches it: money is held and the run is written in one
 * transaction, and only then is the provider asked. The same request made again (by `requestKey`) leads to the same run.
 * @throws AppError `not_found` (model); `conflict` with reason `request_key`; `rate_limited` with reason
 *   `too_many_streams`; `quota_exceeded`; `unsupported`; `invalid_input`; `unavailable` while the server is stopping
 */
export async function startRun(ctx: Context, { requestKey, input }: StartRunInput): Promise<BenchRun> {
  const userId = requirePerson(ctx);
  const mine = holding();
  if (mine.draining) {
    throw new AppError("unavailable", "The server is restarting. Try again in a few seconds.", { retryAfterMs: 5_000 });
  }
  const requestDigest = digestOf({ requestKey, ...input });
  const made = await findMade(ctx, userId, requestKey, requestDigest);
  if (made) return made;
  const model = await requireModel(ctx, input.modelId, "chat");
  const plan = planRun(model, input);

  const started = await inTransaction(ctx, async (tx) => {
    // One start at a time for a person, so that the number of runs is counted right, and a key is used once.
    await tx.db.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`bench:${userId}`}, 0))`;
    const earlier = await findMade(tx, userId, requestKey, requestDigest);
    if (earlier) return { run: earlier };
    await requireRoom(tx, userId);
    const charge = await openCharge(tx, { userId, modelId: model.id, purpose: "bench", estimate: plan.worstCase });
    const start: RunStart = {
      ...{ id: newId(), userId, mode: input.mode, modelId: model.id, call: plan.call },
      ...{ parameters: plan.parameters, promptTokens: plan.promptTokens, chargeId: charge.id, rates: charge.rates },
    };
    const row = await tx.db.benchRun.create({
      data: {
        ...{ id: start.id, userId, mode: input.mode, modelId: model.id, title: titleOf(input) },
        request: input as unknown as Prisma.InputJsonObject,
        parameters: plan.parameters as Prisma.InputJsonObject,
        ...{ promptTokens: plan.promptTokens, chargeId: charge.id, requestKey, requestDigest, holder: mine.holder },
        leaseUntil: new Date(tx.now.getTime() + env().CHAT_LEASE_MS),
        createdAt: tx.now,
      },
      select: runColumns,
    });
    await forgetOldRuns(tx, userId);
    return { run: toRun(row), start };
  });

  if (started.start) {
    const live = new LiveRun(started.start);
    mine.live.set(started.start.id, live);
    keepCheckpoints();
    inBackground(runBench(live));
  }
  return started.run;
}

/** A person who may no longer be here starts nothing, nor does one who has as many runs under way as allowed. */
async function requireRoom(tx: Context, userId: string): Promise<void> {
  const most = env().CHAT_STREAMS_PER_USER;
  const [{ running, present } = { running: 0, present: false }] = await tx.db.$queryRaw<
    { running: number; present: boolean }[]
  >`
    select (select count(*)::int from bench_runs where user_id = ${userId} and state = 'streaming') as running,
      exists (select 1 from users where id = ${userId} and disabled_at is null) as present`;
  if (!present) throw new AppError("unauthenticated", "Sign in to go on.");
  if (running < most) return;
  throw new AppError("rate_limited", `At most ${most} answers can be written at a time.`, {
    reason: "too_many_streams",
    retryAfterMs: 2_000,
  });
}

/** What an earlier request with the same key has led to. @throws AppError `conflict` where that was another request */
async function findMade(
  ctx: Context,
  userId: string,
  requestKey: string,
  requestDigest: string,
): Promise<BenchRun | undefined> {
  const row = await ctx.db.benchRun.findFirst({
    where: { userId, requestKey },
    select: { ...runColumns, requestDigest: true },
  });
  if (!row) return undefined;
  if (row.requestDigest === requestDigest) return toRun(row);
  throw new AppError("conflict", "This request key was used for another request.", { reason: "request_key" });
}
