import { expect, it, vi } from "vitest";
import { newId } from "@/lib/core";
import { database, databaseFailure, inSqlTransaction, inTransaction, Prisma, systemContext, type Sql } from "@/lib/db";
import { opened } from "@/lib/db/client";

const ctx = () => systemContext();
const put = (db: Sql, key: string, value: unknown = 0) =>
  db.$executeRaw`insert into settings (key, value) values (${key}, ${JSON.stringify(value)}::jsonb)`;
const has = async (key: string) => (await database().setting.count({ where: { key } })) === 1;
const free = () => opened().pool.idleCount === opened().pool.totalCount;
const end = (db: Sql) => db.$queryRaw`select pg_terminate_backend(pg_backend_pid())`;

it.each(["the driver", "Prisma"])("gives and takes the same types through %s", async (through) => {
  const time = new Date("2026-11-23T23:59:59.125Z");
  const values = Prisma.sql`
    9007199254740993::int8 as big, 7::int4 as small, 1.5::float8 as float, 0.1::numeric as decimal, true as yes,
    ${time}::timestamptz as time, ${time}::timestamptz at time zone 'UTC' as "local", '2026-11-23'::date as day,
    ${JSON.stringify({ a: [1] })}::jsonb as json, ${["a", 'b,"c']}::text[] as texts, '{1,2}'::int8[] as bigs,
    ${null}::text as nothing, ${5n}::int8 + ${2}::int4 as sum, 'x'::bytea as bytes, 'admin'::role::text as role`;
  const ask = async (db: Sql) => db.$queryRaw<Record<string, unknown>[]>(Prisma.sql`select ${values}`);
  const [row] = through === "Prisma" ? await inTransaction(ctx(), ({ db }) => ask(db)) : await ask(database());
  const { decimal, bytes, ...rest } = row!;
  expect(rest).toEqual({
    big: 9007199254740993n,
    small: 7,
    float: 1.5,
    yes: true,
    time,
    local: time,
    day: new Date("2026-11-23"),
    json: { a: [1] },
    texts: ["a", 'b,"c'],
    bigs: [1n, 2n],
    nothing: null,
    sum: 7n,
    role: "admin",
  });
  expect(Prisma.Decimal.isDecimal(decimal) && String(decimal)).toBe("0.1");
  expect(Buffer.from(bytes as Uint8Array).toString()).toBe("x");
});

it("tells a day by UTC wherever the server stands", async () => {
  vi.stubEnv("TZ", "Asia/Shanghai");
  const time = new Date("2026-11-23T20:00:00Z");
  const [row] = await database().$queryRaw<[{ day: string }]>`select (${time}::timestamp)::date::text as day`;
  expect(row.day).toBe("2026-11-23");
  vi.unstubAllEnvs();
});

it("counts the rows that a statement touched", async () => {
  expect(await database().$executeRaw`update settings set value = '1' where key = ${newId()}`).toBe(0);
  expect(await put(database(), newId())).toBe(1);
});

it("commits what was done, and nothing of what failed", async () => {
  const [done, undone] = [newId(), newId()];
  expect(await inSqlTransaction(ctx(), async ({ db }) => put(db, done))).toBe(1);
  const failing = inSqlTransaction(ctx(), async ({ db }) => {
    await put(db, undone);
    throw new Error("undo");
  });
  await expect(failing).rejects.toThrow("undo");
  expect([await has(done), await has(undone), free()]).toEqual([true, false, true]);
});

it("does not call committed what a failed statement has undone", async () => {
  const key = newId();
  const swallowing = inSqlTransaction(ctx(), async ({ db }) => {
    await put(db, key);
    await db.$queryRaw`select 1 / 0`.catch(() => {});
  });
  await expect(swallowing).rejects.toThrow("nothing was written");
  expect([await has(key), free()]).toEqual([false, true]);
});

it.each([
  ["its own kind", inSqlTransaction<void>],
  ["Prisma's", inTransaction<void>],
])("joins a transaction of %s, locks included", async (_, outside) => {
  const [key, lock] = [newId(), newId()];
  const failing = outside(ctx(), async (outer: Parameters<Parameters<typeof inSqlTransaction<void>>[1]>[0]) => {
    await inSqlTransaction(outer, async (inner) => void (await put(inner.db, key)), { lock });
    const [{ count }] = await outer.db.$queryRaw<[{ count: number }]>`
      select count(*)::int from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()`;
    expect(count).toBe(1);
    throw new Error("undo");
  });
  await expect(failing).rejects.toThrow("undo");
  expect([await has(key), free()]).toEqual([false, true]);
});

it("lets one at a time hold a lock, whatever its name", async () => {
  const lock = `o'clock \\ ${newId()}`;
  let inside = 0;
  const most: number[] = [];
  const hold = async ({ db }: { db: Sql }) => {
    most.push(++inside);
    await db.$queryRaw`select pg_sleep(0.01)`;
    inside--;
  };
  await Promise.all([1, 2, 3].map(() => inSqlTransaction(ctx(), hold, { lock })));
  expect(most).toEqual([1, 1, 1]);
});

it("tries again after a deadlock", async () => {
  const keys = [newId(), newId()];
  for (const key of keys) await put(database(), key);
  const ready = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const;
  let attempts = 0;
  const worker = (own: 0 | 1) =>
    inSqlTransaction(ctx(), async ({ db }) => {
      attempts++;
      await db.$executeRaw`update settings set value = '1' where key = ${keys[own]}`;
      ready[own].resolve();
      await ready[own === 0 ? 1 : 0].promise;
      await db.$executeRaw`update settings set value = '2' where key = ${keys[1 - own]}`;
    });
  await Promise.all([worker(0), worker(1)]);
  expect([attempts, free()]).toEqual([3, true]);
});

it("drops a connection that was lost in the middle, and says that the database is away", async () => {
  const before = opened().pool.totalCount;
  const broken = inSqlTransaction(ctx(), async ({ db }) => {
    await end(db).catch(() => {});
    return put(db, newId());
  });
  const error = await broken.catch((thrown: unknown) => thrown);
  expect(databaseFailure(error)).toMatchObject({ code: "unavailable", details: { reason: "database" } });
  expect(opened().pool.totalCount).toBeLessThan(before + 1);
  expect(await put(database(), newId())).toBe(1);
  expect(free()).toBe(true);
});

it("ends after fifteen seconds, its statement under way included", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const key = newId();
  const slow = inSqlTransaction(ctx(), async ({ db }) => {
    await put(db, key);
    vi.advanceTimersByTime(15_000);
    await db.$queryRaw`select pg_sleep(60)`;
  }).catch((thrown: unknown) => thrown);
  const error = await slow;
  vi.useRealTimers();
  expect(databaseFailure(error)?.code).toBe("unavailable");
  expect(await has(key)).toBe(false);
  await vi.waitFor(() => expect(free()).toBe(true));
});

it("refuses statements after its end", async () => {
  const { db } = await inSqlTransaction(ctx(), async (tx) => tx);
  await expect(put(db, newId())).rejects.toThrow("This transaction is over.");
});

it("is used again after it was closed", async () => {
  await database().$disconnect();
  expect(await put(database(), newId())).toBe(1);
});
