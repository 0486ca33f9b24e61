import { expect, it, vi } from "vitest";
import { database, now, synchroniseClock } from "@/lib/db";

it("keeps to the database's time when somebody sets this machine's clock", async () => {
  await synchroniseClock();
  const real = Date.now;
  vi.spyOn(Date, "now").mockImplementation(() => real() + 3_600_000);
  try {
    const [row] = await database().$queryRaw<[{ now: Date }]>`select clock_timestamp() as now`;
    expect(Math.abs(now().getTime() - row.now.getTime())).toBeLessThan(2_000);
  } finally {
    vi.restoreAllMocks();
  }
});
