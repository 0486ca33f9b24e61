import { expect, it } from "vitest";
import { database, now, systemContext } from "@/lib/db";
import {
  cancelCharge,
  checkBooks,
  leasedGate,
  openCharge,
  setMonthlyLimit,
  settleCharge,
  sweepCharges,
} from "@/lib/metering";
import { call, makePerson } from "./people";

/** Small and repeatable: the same seed gives the same run. */
function randomSource(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

it("agrees with itself after anything at once: direct and leased calls, refusals, sweeps, changed limits", async () => {
  const random = randomSource(20_261_123);
  const system = systemContext();
  const below = (bound: number) => Math.floor(random() * bound);
  const people = await Promise.all(Array.from({ length: 3 }, () => makePerson()));
  const gates = [0, 1].map(() => leasedGate({ sliceNanos: 20_000n, leaseMs: 60_000, idleMs: 5, flushMs: 2 }));

  async function oneCall(): Promise<void> {
    const person = people[below(people.length)]!;
    const gate = [undefined, ...gates][below(3)];
    const estimate = { input_tokens: below(20), output_tokens: below(10) };
    const usage = { input_tokens: below(30), output_tokens: below(12) };
    const end = below(10);
    const input = { ...call, userId: person.userId, estimate };
    const charge = await (gate ?? { openCharge }).openCharge(person.ctx, input).catch((error: { code: string }) => {
      expect(error.code).toBe("quota_exceeded");
      return undefined;
    });
    if (!charge) return;
    const chargeId = charge.id;
    const settle = () =>
      (gate ?? { settleCharge }).settleCharge(person.ctx, { chargeId, usage, basis: "reported", outcome: "complete" });
    if (end < 6) await settle();
    else if (end < 8) await (gate ?? { cancelCharge }).cancelCharge(person.ctx, { chargeId });
    else if (end < 9) await Promise.all([settle(), settle()]);
    // The rest is forgotten, for the sweep.
  }

  async function disturb(): Promise<void> {
    const { userId } = people[below(people.length)]!;
    const kind = below(4);
    if (kind === 0) await setMonthlyLimit(system, { userId, monthlyNanos: BigInt(below(400_000)) });
    if (kind === 1) await setMonthlyLimit(system, { userId, monthlyNanos: null });
    if (kind === 2) await gates[below(2)]!.tend();
    if (kind === 3) {
      const expiresAt = new Date(now().getTime() - 1);
      await database().allowanceLease.updateMany({ where: { userId }, data: { expiresAt } });
      await sweepCharges(system);
    }
  }

  for (let round = 0; round < 8; round++) {
    await Promise.all([...Array.from({ length: 24 }, oneCall), disturb(), disturb()]);
    if (round % 4 === 3) expect(await checkBooks(system)).toEqual([]);
  }

  for (const gate of gates) await gate.close();
  const lapsed = { expiresAt: new Date(now().getTime() - 1) };
  await database().charge.updateMany({ data: lapsed });
  await database().allowanceLease.updateMany({ data: lapsed });
  while (await sweepCharges(system)) {
    // until nothing is left to sweep
  }
  expect(await checkBooks(system)).toEqual([]);
  expect(await database().charge.count({ where: { state: "open" } })).toBe(0);
  const allowances = await database().allowance.findMany();
  expect(allowances.map(({ heldNanos }) => heldNanos)).toEqual(allowances.map(() => 0n));
  expect(await database().ledgerEntry.count()).toBeGreaterThan(100);
});

it("finds a sum that was changed behind its back", async () => {
  const { userId } = await makePerson();
  await database().allowance.create({ data: { userId, period: "2020-01", spentNanos: 5n, heldNanos: 3n } });
  expect(await checkBooks(systemContext())).toEqual([
    { kind: "held", userId, when: "2020-01", expectedNanos: 0n, foundNanos: 3n },
    { kind: "spent", userId, when: "2020-01", expectedNanos: 0n, foundNanos: 5n },
  ]);
});
