import { expect, it } from "vitest";
import { database } from "@/lib/db";
import { takeProbe } from "@/lib/siliconflow/take-probe";

it("gives the turn to one of many, again after the interval, for each circuit apart", async () => {
  const together = await Promise.all(Array.from({ length: 12 }, () => takeProbe("model:a")));
  expect(together.filter(Boolean)).toHaveLength(1);
  expect(await takeProbe("way")).toBe(true);
  await database().$executeRaw`update throttles set window_ends_at = 'epoch' where key = 'probe:model:a'`;
  expect(await takeProbe("model:a")).toBe(true);
  expect(await takeProbe("model:a")).toBe(false);
});
