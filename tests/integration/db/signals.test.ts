import { expect, it, vi } from "vitest";
import { database, publish, subscribe } from "@/lib/db";

const listeners = () => database().$queryRaw<{ pid: number }[]>`
  select pid from pg_stat_activity where application_name = 'silica-signals' and datname = current_database()`;

it("reaches everyone who subscribed at once to a channel, also when others were there before", async () => {
  await subscribe("first", () => undefined);
  const heard = [vi.fn(), vi.fn()];
  await Promise.all(heard.map((handler) => subscribe("second", handler)));
  await publish("second", "news");
  for (const handler of heard) await vi.waitFor(() => expect(handler).toHaveBeenCalledExactlyOnceWith("news"));
});

it("finds its way back after losing the connection, with one connection and one call", async () => {
  const heard = vi.fn();
  const leave = await subscribe("third", heard);
  for (let loss = 0; loss < 2; loss++) {
    const [lost] = await listeners();
    await database().$queryRaw`select pg_terminate_backend(${lost!.pid}::int)`;
    await vi.waitFor(
      async () => {
        expect((await listeners()).map(({ pid }) => pid)).not.toContain(lost!.pid);
        expect(await listeners()).toHaveLength(1);
      },
      { timeout: 4_000, interval: 50 },
    );
  }
  await vi.waitFor(
    async () => {
      await publish("third", "again");
      expect(heard).toHaveBeenCalled();
    },
    { timeout: 2_000, interval: 100 },
  );
  heard.mockClear();
  await publish("third", "once");
  await vi.waitFor(() => expect(heard.mock.calls.filter(([payload]) => payload === "once")).toHaveLength(1));
  leave();
});
