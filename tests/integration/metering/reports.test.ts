import { describe, expect, it } from "vitest";
import { database, now, systemContext } from "@/lib/db";
import {
  exportLedger,
  ledgerPage,
  openCharge,
  setMonthlyLimit,
  settleCharge,
  spendingOf,
  usageReport,
  usageReportOfAll,
} from "@/lib/metering";
import { dayOf } from "@/lib/metering/period";
import type { Usage } from "@/lib/metering/schema";
import { call, failureOf, makePerson } from "./people";

const today = () => dayOf(now()).toISOString().slice(0, 10);
const span = () => ({ from: today(), to: today() });

async function spend(
  person: Awaited<ReturnType<typeof makePerson>>,
  usage: Usage,
  extra: { purpose?: string; traceId?: string } = {},
) {
  const { purpose = "chat", traceId } = extra;
  const { id: chargeId } = await openCharge(person.ctx, { ...call, purpose, userId: person.userId, estimate: usage });
  await settleCharge(person.ctx, {
    chargeId,
    usage,
    basis: "reported",
    outcome: "complete",
    ...(traceId && { traceId }),
  });
}

describe("usageReport", () => {
  it("sums one's own calls by day, model and purpose", async () => {
    const person = await makePerson();
    const other = await makePerson();
    await spend(person, { input_tokens: 10, output_tokens: 5 });
    await spend(person, { input_tokens: 1, output_tokens: 1 });
    await spend(person, { input_tokens: 3 }, { purpose: "title" });
    await spend(other, { input_tokens: 100 });
    const report = await usageReport(person.ctx, span());
    const row = { day: today(), modelId: call.modelId };
    expect(report).toMatchObject({ currency: "USD", totalNanos: String(14n * 270n + 6n * 1_000n), ...span() });
    expect(report.rows).toEqual([
      { ...row, purpose: "chat", calls: 2, inputTokens: 11, outputTokens: 6, costNanos: String(11n * 270n + 6_000n) },
      { ...row, purpose: "title", calls: 1, inputTokens: 3, outputTokens: 0, costNanos: "810" },
    ]);
    expect(report.quota.spentNanos).toBe(report.totalNanos);
    expect((await usageReport(person.ctx, { from: "2020-01-01", to: "2020-01-31" })).rows).toEqual([]);
  });

  it("shows everybody's to administrators alone", async () => {
    const [first, second, admin] = [await makePerson(), await makePerson(), await makePerson("admin")];
    await spend(first, { input_tokens: 10 });
    await spend(first, { input_tokens: 10 }, { purpose: "title" });
    await spend(second, { output_tokens: 2 });
    const { rows } = await usageReportOfAll(admin.ctx, span());
    const ours = rows.filter(({ userId }) => [first.userId, second.userId].includes(userId));
    expect(ours.map(({ userId, calls, costNanos }) => ({ userId, calls, costNanos }))).toEqual([
      { userId: first.userId, calls: 2, costNanos: "5400" },
      { userId: second.userId, calls: 1, costNanos: "2000" },
    ]);
    expect(await failureOf(usageReportOfAll(first.ctx, span()))).toMatchObject({ code: "forbidden" });
    expect(await failureOf(spendingOf(first.ctx, [second.userId]))).toMatchObject({ code: "forbidden" });
    await setMonthlyLimit(admin.ctx, { userId: second.userId, monthlyNanos: 7n });
    expect(await spendingOf(admin.ctx, [second.userId, "nobody", first.userId])).toEqual([
      { userId: second.userId, spentNanos: "2000", heldNanos: "0", limitNanos: "7" },
      { userId: "nobody", spentNanos: "0", heldNanos: "0", limitNanos: null },
      { userId: first.userId, spentNanos: "5400", heldNanos: "0", limitNanos: null },
    ]);
  });
});

describe("ledgerPage", () => {
  it("pages through one's own calls, newest first, without gaps", async () => {
    const person = await makePerson();
    const other = await makePerson();
    for (let index = 1; index <= 7; index++) await spend(person, { input_tokens: index });
    await spend(other, { input_tokens: 99 });
    const seen: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await ledgerPage(person.ctx, { limit: 3, ...(cursor && { cursor }) });
      seen.push(...page.items.map(({ units }) => units.input_tokens!));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1]);
    expect(await failureOf(ledgerPage(person.ctx, { limit: 3, cursor: "elsewhere" }))).toMatchObject({
      code: "invalid_input",
    });
    expect(await failureOf(ledgerPage(systemContext(), { limit: 3 }))).toMatchObject({ code: "unauthenticated" });
  });
});

describe("exportLedger", () => {
  it("writes exact amounts and harmless text", async () => {
    const person = await makePerson();
    await spend(person, { input_tokens: 1_234, output_tokens: 5 }, { traceId: "=1+1" });
    let csv = "";
    for await (const lines of exportLedger(person.ctx, span())) csv += lines;
    const [header, line, ...rest] = csv.trimEnd().split("\r\n");
    expect(rest).toEqual([]);
    expect(header).toBe(
      "at,model,purpose,outcome,basis,input_tokens,cached_input_tokens,output_tokens,images,videos,utf8_bytes,requests,cost,currency,trace_id,refunded",
    );
    expect(line?.split(",").slice(1)).toEqual([
      "maker/model",
      "chat",
      "complete",
      "reported",
      "1234",
      "0",
      "5",
      "0",
      "0",
      "0",
      "0",
      "0.00033818",
      "USD",
      "'=1+1",
      "0",
    ]);
  });
});

it("keeps the ledger as it was written", async () => {
  const person = await makePerson();
  await spend(person, { input_tokens: 1 });
  await expect(database().ledgerEntry.deleteMany({ where: { userId: person.userId } })).rejects.toThrow();
});
