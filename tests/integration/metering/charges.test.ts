import { describe, expect, it } from "vitest";
import { database, inTransaction, now, systemContext } from "@/lib/db";
import {
  cancelCharge,
  checkBooks,
  openCharge,
  readQuota,
  renewCharges,
  setMonthlyLimit,
  settleCharge,
  sweepCharges,
} from "@/lib/metering";
import { call, contextOf, failureOf, makePerson, rates } from "./people";

const estimate = { input_tokens: 1_000, output_tokens: 2_000 };
const holdNanos = 1_000n * 270n + 2_000n * 1_000n;
const system = () => systemContext();

async function limited(monthlyNanos: bigint | null) {
  const person = await makePerson();
  await setMonthlyLimit(system(), { userId: person.userId, monthlyNanos });
  return person;
}

describe("openCharge", () => {
  it("holds the worst case and reports it", async () => {
    const { ctx, userId } = await limited(10_000_000n);
    const charge = await openCharge(ctx, { ...call, userId, estimate });
    expect(charge).toMatchObject({ holdNanos, currency: "USD", rates });
    expect(await readQuota(ctx)).toMatchObject({
      heldNanos: String(holdNanos),
      spentNanos: "0",
      limitNanos: "10000000",
    });
  });

  it("refuses what does not fit, and holds nothing", async () => {
    const { ctx, userId } = await limited(holdNanos - 1n);
    expect(await failureOf(openCharge(ctx, { ...call, userId, estimate }))).toEqual({
      code: "quota_exceeded",
      reason: "monthly_limit",
    });
    expect(await readQuota(ctx)).toMatchObject({ heldNanos: "0" });
    expect(await database().charge.count({ where: { userId } })).toBe(0);
  });

  it("takes exactly what is left", async () => {
    const { ctx, userId } = await limited(holdNanos);
    await openCharge(ctx, { ...call, userId, estimate });
    expect(await failureOf(openCharge(ctx, { ...call, userId, estimate: { input_tokens: 1 } }))).toMatchObject({
      code: "quota_exceeded",
    });
  });

  it("keeps unlimited people on the same books", async () => {
    const { ctx, userId } = await makePerson();
    await openCharge(ctx, { ...call, userId, estimate });
    expect(await readQuota(ctx)).toMatchObject({ heldNanos: String(holdNanos), limitNanos: null });
  });

  it("takes over the standing limit in a new month", async () => {
    const { ctx, userId } = await limited(5n);
    await database().allowance.deleteMany({ where: { userId } });
    expect(await failureOf(openCharge(ctx, { ...call, userId, estimate }))).toMatchObject({ code: "quota_exceeded" });
    expect(await readQuota(ctx)).toMatchObject({ limitNanos: "5" });
  });

  it("refuses a unit without a price, another person's account and nobody", async () => {
    const { ctx, userId } = await makePerson();
    const stranger = await makePerson();
    expect(await failureOf(openCharge(ctx, { ...call, userId, estimate: { images: 1 } }))).toEqual({
      code: "unsupported",
      reason: "unpriced",
    });
    expect(await failureOf(openCharge(stranger.ctx, { ...call, userId, estimate }))).toMatchObject({
      code: "forbidden",
    });
    const nobody = systemContext({ actor: { type: "anonymous" } });
    expect(await failureOf(openCharge(nobody, { ...call, userId, estimate }))).toMatchObject({
      code: "unauthenticated",
    });
  });

  it("disappears with the transaction it was opened in", async () => {
    const { ctx, userId } = await limited(10_000_000n);
    const attempt = inTransaction(ctx, async (tx) => {
      await openCharge(tx, { ...call, userId, estimate });
      throw new Error("changed my mind");
    });
    await expect(attempt).rejects.toThrow("changed my mind");
    expect(await readQuota(ctx)).toMatchObject({ heldNanos: "0" });
  });

  it("admits the first calls of a month all at once", async () => {
    const { ctx, userId } = await makePerson();
    await Promise.all(Array.from({ length: 64 }, () => openCharge(ctx, { ...call, userId, estimate })));
    expect(await readQuota(ctx)).toMatchObject({ heldNanos: String(holdNanos * 64n) });
  });

  it("admits 64 calls at once only as far as the limit goes", async () => {
    const { ctx, userId } = await limited(holdNanos * 10n + 5n);
    const opened = await Promise.allSettled(
      Array.from({ length: 64 }, () => openCharge(ctx, { ...call, userId, estimate })),
    );
    const charges = opened.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
    expect(charges).toHaveLength(10);
    expect(await readQuota(ctx)).toMatchObject({ heldNanos: String(holdNanos * 10n) });

    await Promise.all(
      charges.map(({ id: chargeId }) =>
        settleCharge(ctx, { chargeId, usage: estimate, basis: "reported", outcome: "complete" }),
      ),
    );
    expect(await readQuota(ctx)).toMatchObject({ heldNanos: "0", spentNanos: String(holdNanos * 10n) });
    expect(await database().charge.count({ where: { userId, state: "open" } })).toBe(0);
  });
});

describe("settleCharge", () => {
  const usage = { input_tokens: 10, output_tokens: 20 };
  const costNanos = 10n * 270n + 20n * 1_000n;

  it("records the cost once, however often and at once it is called", async () => {
    const { ctx, userId } = await makePerson();
    const { id: chargeId } = await openCharge(ctx, { ...call, userId, estimate });
    const settle = () =>
      settleCharge(ctx, { chargeId, usage, basis: "reported", outcome: "complete", traceId: "trace-1" });
    const results = await Promise.all(Array.from({ length: 8 }, settle));
    expect(results).toEqual(Array.from({ length: 8 }, () => ({ costNanos, currency: "USD", rates })));
    const entries = await database().ledgerEntry.findMany({ where: { chargeId } });
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({
      ...{ userId, modelId: call.modelId, purpose: "chat", costNanos, currency: "USD", traceId: "trace-1" },
      ...{
        units: usage,
        rates: { input_tokens: "270", output_tokens: "1000" },
        basis: "reported",
        outcome: "complete",
      },
    });
    expect(await readQuota(ctx)).toMatchObject({ heldNanos: "0", spentNanos: String(costNanos) });
  });

  it("answers a second, different settlement with the first", async () => {
    const { ctx, userId } = await makePerson();
    const { id: chargeId } = await openCharge(ctx, { ...call, userId, estimate });
    await settleCharge(ctx, { chargeId, usage, basis: "reported", outcome: "complete" });
    const second = await settleCharge(ctx, { chargeId, usage: estimate, basis: "measured", outcome: "stopped" });
    expect(second.costNanos).toBe(costNanos);
    await cancelCharge(ctx, { chargeId });
    expect(await readQuota(ctx)).toMatchObject({ spentNanos: String(costNanos) });
  });

  it("records more than was held, above the limit too", async () => {
    const { ctx, userId } = await limited(holdNanos);
    const { id: chargeId } = await openCharge(ctx, { ...call, userId, estimate });
    await settleCharge(ctx, {
      chargeId,
      usage: { input_tokens: 2_000, output_tokens: 4_000 },
      basis: "reported",
      outcome: "complete",
    });
    expect(await readQuota(ctx)).toMatchObject({ heldNanos: "0", spentNanos: String(holdNanos * 2n) });
  });

  it("counts cached input without a rate of its own as input", async () => {
    const { ctx, userId } = await makePerson();
    const { id: chargeId } = await openCharge(ctx, { ...call, userId, estimate });
    const { costNanos } = await settleCharge(ctx, {
      ...{ chargeId, basis: "reported", outcome: "complete" },
      usage: { input_tokens: 10, cached_input_tokens: 90, output_tokens: 0 },
    });
    expect(costNanos).toBe(100n * 270n);
    expect(await database().ledgerEntry.findUnique({ where: { chargeId } })).toMatchObject({
      units: { input_tokens: 100 },
    });
  });

  it("books a charge of last month in last month", async () => {
    const { ctx, userId } = await makePerson();
    const { id: chargeId } = await openCharge(ctx, { ...call, userId, estimate });
    await database().charge.update({ where: { id: chargeId }, data: { period: "2020-01" } });
    await database().allowance.updateMany({ where: { userId }, data: { period: "2020-01" } });
    await settleCharge(ctx, { chargeId, usage, basis: "reported", outcome: "complete" });
    const old = await database().allowance.findUnique({ where: { userId_period: { userId, period: "2020-01" } } });
    expect(old).toMatchObject({ spentNanos: costNanos, heldNanos: 0n });
    expect(await readQuota(ctx)).toMatchObject({ spentNanos: "0" });
  });

  it("does not know another person's charge", async () => {
    const { ctx, userId } = await makePerson();
    const stranger = await makePerson();
    const { id: chargeId } = await openCharge(ctx, { ...call, userId, estimate });
    const settle = settleCharge(stranger.ctx, { chargeId, usage, basis: "reported", outcome: "complete" });
    expect(await failureOf(settle)).toMatchObject({ code: "not_found" });
    expect(await failureOf(cancelCharge(stranger.ctx, { chargeId }))).toMatchObject({ code: "not_found" });
    await renewCharges(stranger.ctx, [chargeId]);
    expect(await readQuota(ctx)).toMatchObject({ heldNanos: String(holdNanos) });
  });
});

describe("cancelCharge", () => {
  it("gives the hold back once", async () => {
    const { ctx, userId } = await makePerson();
    const { id: chargeId } = await openCharge(ctx, { ...call, userId, estimate });
    await Promise.all([cancelCharge(ctx, { chargeId }), cancelCharge(ctx, { chargeId })]);
    expect(await readQuota(ctx)).toMatchObject({ heldNanos: "0", spentNanos: "0" });
    const late = await settleCharge(ctx, { chargeId, usage: estimate, basis: "measured", outcome: "stopped" });
    expect(late.costNanos).toBe(0n);
    expect(await database().ledgerEntry.count({ where: { userId } })).toBe(0);
  });
});

describe("sweepCharges", () => {
  const expire = (id: string) =>
    database().charge.update({ where: { id }, data: { expiresAt: new Date(now().getTime() - 1) } });

  it("settles what nobody renews at the estimate", async () => {
    const { ctx, userId } = await makePerson();
    const lost = await openCharge(ctx, { ...call, userId, estimate });
    const alive = await openCharge(ctx, { ...call, userId, estimate });
    const renewed = await openCharge(ctx, { ...call, userId, estimate });
    await expire(lost.id);
    await expire(renewed.id);
    await renewCharges(ctx, [renewed.id]);
    expect(await sweepCharges(system())).toBe(1);
    expect(await database().ledgerEntry.findUnique({ where: { chargeId: lost.id } })).toMatchObject({
      ...{ costNanos: holdNanos, basis: "estimated", outcome: "unknown" },
    });
    expect(await readQuota(ctx)).toMatchObject({ heldNanos: String(holdNanos * 2n), spentNanos: String(holdNanos) });
    for (const { id: chargeId } of [alive, renewed]) await cancelCharge(ctx, { chargeId });
  });

  it("asks who knows better", async () => {
    const { ctx, userId } = await makePerson();
    const measured = await openCharge(ctx, { ...call, userId, estimate });
    const refused = await openCharge(ctx, { ...call, userId, estimate });
    await expire(measured.id);
    await expire(refused.id);
    const swept = await sweepCharges(system(), async ({ id }) =>
      id === refused.id ? "cancel" : { usage: { output_tokens: 3 }, basis: "measured", outcome: "interrupted" },
    );
    expect(swept).toBe(2);
    expect(await readQuota(ctx)).toMatchObject({ heldNanos: "0", spentNanos: "3000" });
    expect(await failureOf(sweepCharges(ctx))).toMatchObject({ code: "forbidden" });
  });

  it("closes the others when one cannot be closed", async () => {
    const { ctx, userId } = await makePerson();
    const stuck = await openCharge(ctx, { ...call, userId, estimate });
    const other = await openCharge(ctx, { ...call, userId, estimate });
    for (const { id } of [stuck, other]) await expire(id);
    const resolve = async ({ id }: { id: string }) => {
      if (id === stuck.id) throw new Error("nobody knows");
      return "cancel" as const;
    };
    await expect(sweepCharges(system(), resolve)).rejects.toThrow("1 expired charges could not be closed.");
    expect(await readQuota(ctx)).toMatchObject({ heldNanos: String(holdNanos) });
    await cancelCharge(ctx, { chargeId: stuck.id });
  });
});

describe("setMonthlyLimit", () => {
  it("counts at once, and is remembered for other months", async () => {
    const { ctx, userId } = await makePerson();
    await openCharge(ctx, { ...call, userId, estimate });
    await setMonthlyLimit(system(), { userId, monthlyNanos: 0n });
    expect(await failureOf(openCharge(ctx, { ...call, userId, estimate }))).toMatchObject({ code: "quota_exceeded" });
    await setMonthlyLimit(system(), { userId, monthlyNanos: null });
    await openCharge(ctx, { ...call, userId, estimate });
    const audits = await database().auditEvent.findMany({ where: { targetId: userId }, orderBy: { id: "asc" } });
    expect(audits.map(({ details }) => details)).toEqual([
      { from: null, to: "0" },
      { from: "0", to: null },
    ]);
  });

  it("is for administrators, and for sensible amounts", async () => {
    const { ctx, userId } = await makePerson();
    const admin = await makePerson("admin");
    expect(await failureOf(setMonthlyLimit(ctx, { userId, monthlyNanos: null }))).toMatchObject({ code: "forbidden" });
    expect(await failureOf(setMonthlyLimit(admin.ctx, { userId, monthlyNanos: -1n }))).toMatchObject({
      code: "invalid_input",
    });
    expect(await failureOf(setMonthlyLimit(admin.ctx, { userId: "nobody", monthlyNanos: 1n }))).toMatchObject({
      code: "not_found",
    });
    expect(await failureOf(readQuota(contextOf(userId), admin.userId))).toMatchObject({ code: "forbidden" });
    expect(await readQuota(admin.ctx, userId)).toMatchObject({ limitNanos: null });
  });
});

it("keeps the books equal", async () => {
  expect(await checkBooks(system())).toEqual([]);
});
