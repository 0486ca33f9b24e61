import { describe, expect, it } from "vitest";
import { database, now, systemContext } from "@/lib/db";
import {
  cancelCharge,
  checkBooks,
  exportLedger,
  ledgerPage,
  openCharge,
  readQuota,
  refundCharge,
  settleCharge,
  usageReport,
  usageReportOfAll,
} from "@/lib/metering";
import { dayOf } from "@/lib/metering/period";
import { call, failureOf, makePerson } from "./people";

const system = () => systemContext();
const today = () => dayOf(now()).toISOString().slice(0, 10);
const span = () => ({ from: today(), to: today() });
const usage = { input_tokens: 100 };
const cost = 27_000n;

async function spend(person: Awaited<ReturnType<typeof makePerson>>) {
  const { id: chargeId } = await openCharge(person.ctx, { ...call, userId: person.userId, estimate: usage });
  await settleCharge(person.ctx, { chargeId, usage, basis: "reported", outcome: "complete" });
  return chargeId;
}

const spent = async (userId: string) => (await readQuota(system(), userId)).spentNanos;

describe("refundCharge", () => {
  it("gives the person their allowance back and keeps what the installation has paid", async () => {
    const [person, admin] = [await makePerson(), await makePerson("admin")];
    const chargeId = await spend(person);
    const lostBefore = BigInt((await usageReportOfAll(admin.ctx, span())).refundedNanos);
    await refundCharge(system(), { chargeId, reason: "expired" });
    expect(await spent(person.userId)).toBe("0");
    const report = await usageReport(person.ctx, span());
    expect([report.totalNanos, report.refundedNanos]).toEqual([String(cost), String(cost)]);
    expect(BigInt((await usageReportOfAll(admin.ctx, span())).refundedNanos)).toBe(lostBefore + cost);
    const { items } = await ledgerPage(person.ctx, { limit: 10 });
    expect(items).toMatchObject([{ costNanos: String(cost), refundedNanos: String(cost) }]);
    let csv = "";
    for await (const lines of exportLedger(person.ctx, span())) csv += lines;
    expect(csv.trimEnd().split("\r\n").at(-1)).toMatch(/,0\.000027,USD,,0\.000027$/);
  });

  it("does so once for each reason, also at once, and never more than the call cost", async () => {
    const person = await makePerson();
    const chargeId = await spend(person);
    const part = { chargeId, nanos: 10_000n };
    await Promise.all(
      ["1", "1", "1", "2", "2"].map((reason) => refundCharge(system(), { ...part, reason: `expired ${reason}` })),
    );
    expect(await spent(person.userId)).toBe("7000");
    await Promise.all(["3", "4"].map((reason) => refundCharge(system(), { ...part, reason })));
    expect(await spent(person.userId)).toBe("0");
    const rows = await database().refund.findMany({ where: { chargeId } });
    expect(rows.reduce((sum, { nanos }) => sum + nanos, 0n)).toBe(cost);
  });

  it("is of the charge's period", async () => {
    const person = await makePerson();
    const chargeId = await spend(person);
    await database().charge.update({ where: { id: chargeId }, data: { period: "2026-01" } });
    await database().allowance.updateMany({ where: { userId: person.userId }, data: { period: "2026-01" } });
    await refundCharge(system(), { chargeId, reason: "expired" });
    const [allowance] = await database().allowance.findMany({ where: { userId: person.userId } });
    expect(allowance).toMatchObject({ period: "2026-01", spentNanos: 0n });
  });

  it("gives nothing back where nothing was paid, and is not for people", async () => {
    const person = await makePerson();
    const { id: chargeId } = await openCharge(person.ctx, { ...call, userId: person.userId, estimate: usage });
    expect(await failureOf(refundCharge(system(), { chargeId, reason: "x" }))).toMatchObject({ code: "conflict" });
    await cancelCharge(person.ctx, { chargeId });
    await refundCharge(system(), { chargeId, reason: "x" });
    expect(await spent(person.userId)).toBe("0");
    expect(await failureOf(refundCharge(person.ctx, { chargeId, reason: "x" }))).toMatchObject({ code: "forbidden" });
    expect(await failureOf(refundCharge(system(), { chargeId: "none", reason: "x" }))).toMatchObject({
      code: "not_found",
    });
  });

  it("is written for good", async () => {
    const chargeId = await spend(await makePerson());
    await refundCharge(system(), { chargeId, reason: "expired" });
    await expect(database().refund.updateMany({ where: { chargeId }, data: { nanos: 1n } })).rejects.toThrow();
    await expect(database().refund.deleteMany({ where: { chargeId } })).rejects.toThrow();
  });
});

it("keeps the books equal", async () => {
  expect(await checkBooks(system())).toEqual([]);
});
