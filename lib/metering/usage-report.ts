import type { Context } from "@/lib/db";
import { env } from "@/lib/env";
import { requireAdministrator, requirePerson } from "./access";
import { readQuota } from "./read-quota";
import type { UsageInput, UsageReport, UsageReportOfAll } from "./schema";

/** One's own spending by day, model and purpose, newest day first. Reads sums, so its time does not grow with calls. */
export async function usageReport(ctx: Context, { from, to }: UsageInput): Promise<UsageReport> {
  const userId = requirePerson(ctx);
  const [days, refundedNanos, quota] = await Promise.all([
    ctx.db.usageDay.findMany({
      where: { userId, day: { gte: new Date(from), lte: new Date(to) } },
      orderBy: [{ day: "desc" }, { modelId: "asc" }, { purpose: "asc" }],
    }),
    refundsIn(ctx, { from, to }, userId),
    readQuota(ctx),
  ]);
  const rows = days.map(({ day, modelId, purpose, ...sums }) => ({
    day: day.toISOString().slice(0, 10),
    modelId,
    purpose,
    ...toSums(sums),
  }));
  return { currency: env().CURRENCY, from, to, totalNanos: total(days), refundedNanos, rows, quota };
}

/**
 * Everybody's spending by day, person and model.
 * @throws AppError `forbidden` for people who are not administrators
 */
export async function usageReportOfAll(ctx: Context, { from, to }: UsageInput): Promise<UsageReportOfAll> {
  requireAdministrator(ctx);
  const groups = await ctx.db.usageDay.groupBy({
    by: ["day", "userId", "modelId"],
    where: { day: { gte: new Date(from), lte: new Date(to) } },
    _sum: { calls: true, inputTokens: true, outputTokens: true, costNanos: true },
    orderBy: [{ day: "desc" }, { userId: "asc" }, { modelId: "asc" }],
  });
  const rows = groups.map(({ day, userId, modelId, _sum: sums }) => ({
    day: day.toISOString().slice(0, 10),
    userId,
    modelId,
    ...toSums(sums),
  }));
  const totalNanos = total(groups.map((group) => group._sum));
  const refundedNanos = await refundsIn(ctx, { from, to });
  return { currency: env().CURRENCY, from, to, totalNanos, refundedNanos, rows };
}

async function refundsIn(ctx: Context, { from, to }: UsageInput, userId?: string): Promise<string> {
  const until = new Date(Date.parse(to) + 86_400_000);
  const sums = await ctx.db.refund.aggregate({
    where: { at: { gte: new Date(from), lt: until }, ...(userId !== undefined && { userId }) },
    _sum: { nanos: true },
  });
  return String(sums._sum.nanos ?? 0n);
}

interface Sums {
  calls: number | null;
  inputTokens: bigint | null;
  outputTokens: bigint | null;
  costNanos: bigint | null;
}

function toSums({ calls, inputTokens, outputTokens, costNanos }: Sums) {
  return {
    calls: calls ?? 0,
    inputTokens: Number(inputTokens ?? 0n),
    outputTokens: Number(outputTokens ?? 0n),
    costNanos: String(costNanos ?? 0n),
  };
}

function total(rows: Pick<Sums, "costNanos">[]): string {
  return String(rows.reduce((sum, { costNanos }) => sum + (costNanos ?? 0n), 0n));
}
