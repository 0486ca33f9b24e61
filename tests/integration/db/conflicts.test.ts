import { expect, it } from "vitest";
import { newId } from "@/lib/core";
import { database, inTransaction, systemContext } from "@/lib/db";

/** A promise that others settle. */
const gate = () => Promise.withResolvers<void>();

it("tries again after a deadlock of raw statements", async () => {
  const [first, second] = [newId(), newId()];
  for (const key of [first, second]) await database().setting.create({ data: { key, value: 0 } });
  const holding = [gate(), gate()] as const;
  let attempts = 0;
  const worker = (index: 0 | 1, keys: [string, string]) =>
    inTransaction(systemContext(), async (tx) => {
      attempts++;
      await tx.db.$executeRaw`update settings set value = '1' where key = ${keys[0]}`;
      holding[index].resolve();
      await holding[index === 0 ? 1 : 0].promise;
      await tx.db.$executeRaw`update settings set value = '2' where key = ${keys[1]}`;
    });
  await Promise.all([worker(0, [first, second]), worker(1, [second, first])]);
  // Who tries again may meet the other once more.
  expect(attempts).toBeGreaterThanOrEqual(3);
  expect(
    (await database().setting.findMany({ where: { key: { in: [first, second] } } })).map(({ value }) => value),
  ).toEqual(expect.arrayContaining([2]));
});
