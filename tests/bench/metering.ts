/**
 * What the gate and the reports cost, on a database of its own:
 * - open + settle of one charge, one after another and 32 at once, for one person and for many; and through slices
 * - the month's cost page and the first page of receipts over 1,000 and over 1,000,000 calls (goal: 1.2 times as long)
 *
 *   npx tsx --conditions=react-server tests/bench/metering.ts [calls in the large ledger]
 */
import { randomBytes } from "node:crypto";
import { openBenchDatabase } from "@/tests/support/fresh-database";

const large = Number(process.argv[2] ?? 1_000_000);

const fresh = await openBenchDatabase();
Object.assign(process.env, {
  DATABASE_URL: fresh.url,
  AUTH_SECRET: randomBytes(32).toString("hex"),
  LOG_LEVEL: "error",
});

const { database, now, systemContext } = await import("@/lib/db");
const { leasedGate, ledgerPage, openCharge, settleCharge, usageReport, usageReportOfAll } =
  await import("@/lib/metering");
const { newId } = await import("@/lib/core");

try {
  await measureCharges();
  await measureReports();
} finally {
  await database().$disconnect();
  await fresh.close();
}
process.exit(0);

async function measureCharges(): Promise<void> {
  const call = { modelId: "maker/model", purpose: "chat", rates: { input_tokens: 270n, output_tokens: 420n } };
  const estimate = { input_tokens: 1_000, output_tokens: 4_000 };
  const usage = { input_tokens: 950, output_tokens: 300 };
  const gate = leasedGate({ sliceNanos: 1_000_000_000n });
  const direct = { openCharge, settleCharge };
  const runs = [
    ["direct, one by one", direct, 1, 1, 500],
    ["direct, 32 at once, one person", direct, 1, 32, 2_000],
    ["direct, 32 at once, 32 people", direct, 32, 32, 2_000],
    ["from slices, 32 at once, 32 people", gate, 32, 32, 2_000],
  ] as const;
  for (const [title, { openCharge, settleCharge }, people, atOnce, calls] of runs) {
    const users = Array.from({ length: people }, newId);
    let next = 0;
    const opening: number[] = [];
    const started = performance.now();
    const worker = async () => {
      for (let index = next++; index < calls; index = next++) {
        const ctx = systemContext();
        const from = performance.now();
        const { id: chargeId } = await openCharge(ctx, { ...call, userId: users[index % people]!, estimate });
        opening.push(performance.now() - from);
        await settleCharge(ctx, { chargeId, usage, basis: "reported", outcome: "complete" });
      }
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
    const seconds = (performance.now() - started) / 1000;
    report(
      title,
      `${Math.round(calls / seconds)} calls/s, open p50 ${at(opening, 0.5)} ms, p99 ${at(opening, 0.99)} ms`,
    );
  }
  await gate.close();
}

async function measureReports(): Promise<void> {
  const userId = newId();
  const today = now().toISOString().slice(0, 10);
  const from = new Date(now().getTime() - 30 * 86_400_000).toISOString().slice(0, 10);
  const actor = { type: "apiKey", userId, role: "admin", keyId: "bench" } as const;
  const ctx = systemContext({ actor });
  const times: Record<string, number[]> = {};
  const others = [newId(), newId()];
  for (const calls of [1_000, large]) {
    await fillLedger([userId, ...others], calls);
    for (let round = 0; round < 100; round++) {
      for (const [title, read] of [
        ["own month", () => usageReport(ctx, { from, to: today })],
        ["everybody's month", () => usageReportOfAll(ctx, { from, to: today })],
        ["receipts", () => ledgerPage(ctx, { limit: 50 })],
      ] as const) {
        const start = performance.now();
        await read();
        (times[`${title}, ${calls} calls`] ??= []).push(performance.now() - start);
      }
    }
  }
  for (const [title, taken] of Object.entries(times))
    report(title, `p50 ${at(taken, 0.5)} ms, p95 ${at(taken, 0.95)} ms`);
}

/** Calls of three people over 31 days, five models and two purposes, up to the given number in all. */
async function fillLedger(people: string[], calls: number): Promise<void> {
  const before = await database().ledgerEntry.count();
  await database().$executeRaw`
    insert into ledger_entries (charge_id, user_id, model_id, purpose, units, rates, cost_nanos, currency, basis, outcome, at)
    select ${`bench-${before}-`} || n, (${people}::text[])[1 + n % 3],
      'maker/model-' || n % 5, case when n % 7 = 0 then 'title' else 'chat' end, '{"input_tokens":100,"output_tokens":50}',
      '{"input_tokens":"270","output_tokens":"420"}', 48000, 'USD', 'reported', 'complete', ${now()}::timestamptz - (n % 31) * interval '1 day' - n * interval '10 milliseconds'
    from generate_series(1, ${calls - before}::int) as n`;
  await database().$executeRaw`truncate usage_days`;
  await database().$executeRaw`
    insert into usage_days (user_id, day, model_id, purpose, calls, input_tokens, output_tokens, cost_nanos)
    select user_id, (at at time zone 'UTC')::date, model_id, purpose, count(*), sum((units->>'input_tokens')::bigint),
      sum((units->>'output_tokens')::bigint), sum(cost_nanos) from ledger_entries group by 1, 2, 3, 4`;
  await database().$executeRawUnsafe("vacuum analyze ledger_entries, usage_days");
}

function at(values: number[], share: number): string {
  return values.toSorted((first, second) => first - second)[Math.floor((values.length - 1) * share)]!.toFixed(2);
}

function report(title: string, figures: string): void {
  process.stdout.write(`${title.padEnd(40)} ${figures}\n`);
}
