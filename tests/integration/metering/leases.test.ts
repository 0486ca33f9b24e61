import { afterEach, describe, expect, it, vi } from "vitest";
import { database, now, systemContext } from "@/lib/db";
import {
  checkBooks,
  leasedGate,
  readQuota,
  setMonthlyLimit,
  sweepCharges,
  type LeasedGate,
  type LeasedGateOptions,
} from "@/lib/metering";
import { call, failureOf, makePerson } from "./people";

/** One call of this estimate holds 1,000 nanos. */
const estimate = { output_tokens: 1 };
const hold = 1_000n;
const system = () => systemContext();
const gates: LeasedGate[] = [];

function makeGate(options: Partial<LeasedGateOptions> = {}): LeasedGate {
  const gate = leasedGate({ sliceNanos: 10n * hold, leaseMs: 60_000, idleMs: 60_000, flushMs: 5, ...options });
  gates.push(gate);
  return gate;
}

/** The limit is written behind the verb's back, which would tell the gates to give their slices back at any moment. */
async function limited(monthlyNanos: bigint | null) {
  const person = await makePerson();
  await database().spendingLimit.create({ data: { userId: person.userId, monthlyNanos } });
  const open = (gate: LeasedGate) => gate.openCharge(person.ctx, { ...call, userId: person.userId, estimate });
  const settle = (gate: LeasedGate, chargeId: string, output = 1) =>
    gate.settleCharge(person.ctx, {
      ...{ chargeId, usage: { output_tokens: output }, basis: "reported", outcome: "complete" },
    });
  return { ...person, open, settle };
}

const expireSlices = (userId: string) =>
  database().allowanceLease.updateMany({ where: { userId }, data: { expiresAt: new Date(now().getTime() - 1) } });

afterEach(async () => {
  for (const gate of gates.splice(0)) await gate.close();
  expect(await checkBooks(system())).toEqual([]);
});

describe("leasedGate", () => {
  it("admits from a slice, settles the cost and gives the rest back", async () => {
    const gate = makeGate();
    const person = await limited(100n * hold);
    const charges = await Promise.all(Array.from({ length: 5 }, () => person.open(gate)));
    expect(await readQuota(person.ctx)).toMatchObject({ heldNanos: String(10n * hold), spentNanos: "0" });
    for (const { id } of charges.slice(0, 4)) await person.settle(gate, id);
    await gate.cancelCharge(person.ctx, { chargeId: charges[4]!.id });
    expect(await readQuota(person.ctx)).toMatchObject({ heldNanos: String(6n * hold), spentNanos: String(4n * hold) });
    await gate.close();
    expect(await readQuota(person.ctx)).toMatchObject({ heldNanos: "0", spentNanos: String(4n * hold) });
    expect(await database().allowanceLease.count({ where: { userId: person.userId } })).toBe(0);
  });

  it("admits from memory: nothing is asked of the database while the slice lasts", async () => {
    const gate = makeGate({ flushMs: 60_000 });
    const person = await limited(null);
    await person.open(gate);
    const queries = vi.spyOn(database(), "$executeRaw");
    await Promise.all(Array.from({ length: 9 }, () => person.open(gate)));
    expect(queries).not.toHaveBeenCalled();
    queries.mockRestore();
    await gate.tend();
    expect(await database().charge.count({ where: { userId: person.userId, state: "open" } })).toBe(10);
  });

  it("never admits more than the limit, with two processes racing", async () => {
    const [first, second] = [makeGate({ sliceNanos: 4n * hold }), makeGate({ sliceNanos: 4n * hold })];
    const person = await limited(20n * hold);
    const results = await Promise.allSettled(
      Array.from({ length: 64 }, (_, index) => person.open(index % 2 ? first : second)),
    );
    const admitted = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
    expect(admitted.length).toBeLessThanOrEqual(20);
    expect(admitted.length).toBeGreaterThanOrEqual(18);
    const refused = results.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
    for (const reason of refused) {
      expect(reason).toMatchObject({ code: "quota_exceeded", details: { reason: "monthly_limit" } });
    }
    for (const gate of [first, second]) await gate.tend();
    const { spentNanos, heldNanos } = await readQuota(person.ctx);
    expect(BigInt(spentNanos) + BigInt(heldNanos)).toBeLessThanOrEqual(20n * hold);
  });

  it("goes on with what settling gave back", async () => {
    const gate = makeGate({ sliceNanos: 2n * hold });
    const person = await limited(2n * hold);
    for (let round = 0; round < 5; round++) {
      const charges = [await person.open(gate), await person.open(gate)];
      expect(await failureOf(person.open(gate))).toMatchObject({ code: "quota_exceeded" });
      for (const { id } of charges) await gate.cancelCharge(person.ctx, { chargeId: id });
    }
    const { id } = await person.open(gate);
    await person.settle(gate, id, 5);
    expect(await readQuota(person.ctx)).toMatchObject({ spentNanos: String(5n * hold) });
    expect(await failureOf(person.open(gate))).toMatchObject({ code: "quota_exceeded" });
  });

  it("returns idle slices, and all slices when the limit changes", async () => {
    const gate = makeGate({ idleMs: 0 });
    const person = await limited(100n * hold);
    await person.settle(gate, (await person.open(gate)).id);
    await expect.poll(async () => (await readQuota(person.ctx)).heldNanos).toBe("0");

    const patient = makeGate();
    const { id } = await person.open(patient);
    await setMonthlyLimit(system(), { userId: person.userId, monthlyNanos: hold });
    await expect.poll(async () => (await readQuota(person.ctx)).heldNanos).toBe(String(hold));
    expect(await failureOf(person.open(patient))).toMatchObject({ code: "quota_exceeded" });
    await person.settle(patient, id);
    await expect.poll(async () => (await readQuota(person.ctx)).heldNanos).toBe("0");
  });

  it("leaves a dead process's slice to the sweep, and its charges hold for themselves", async () => {
    const gate = makeGate();
    const person = await limited(100n * hold);
    const { id } = await person.open(gate);
    await gate.tend();
    await expireSlices(person.userId);
    await sweepCharges(system());
    expect(await readQuota(person.ctx)).toMatchObject({ heldNanos: String(hold), spentNanos: "0" });

    // The process was only slow: what it settles counts, what it admits later takes a new slice.
    await person.settle(gate, id);
    expect(await readQuota(person.ctx)).toMatchObject({ heldNanos: "0", spentNanos: String(hold) });
    await gate.tend();
    await person.settle(gate, (await person.open(gate)).id);
    await gate.close();
    expect(await readQuota(person.ctx)).toMatchObject({ heldNanos: "0", spentNanos: String(2n * hold) });
  });

  it("records calls that were admitted from a slice swept before they were written", async () => {
    const gate = makeGate({ flushMs: 60_000 });
    const person = await limited(100n * hold);
    const charges = [await person.open(gate), await person.open(gate)];
    await expireSlices(person.userId);
    await sweepCharges(system());
    await gate.tend();
    expect(await readQuota(person.ctx)).toMatchObject({ heldNanos: String(2n * hold) });
    for (const { id } of charges) await person.settle(gate, id);
    expect(await readQuota(person.ctx)).toMatchObject({ heldNanos: "0", spentNanos: String(2n * hold) });
  });

  it("keeps another person's charges out of reach", async () => {
    const gate = makeGate();
    const person = await limited(null);
    const stranger = await limited(null);
    const { id } = await person.open(gate);
    expect(await failureOf(stranger.settle(gate, id))).toMatchObject({ code: "not_found" });
    expect(await failureOf(gate.cancelCharge(stranger.ctx, { chargeId: id }))).toMatchObject({ code: "not_found" });
    await person.settle(gate, id);
  });
});
