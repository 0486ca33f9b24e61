import { AppError } from "@/lib/core";
import { Prisma, database, type Context } from "@/lib/db";
import { env } from "@/lib/env";
import { digestOf } from "./secrets";

type Attempt = { kind: "account" | "client"; key: string };

/**
 * Lets a password be tried, at most so often per account and per client in a window, whatever the number of processes:
 * each attempt takes its place by one conditional write before the password is looked at. A right password gives the
 * places back, so that only wrong ones count. Addresses without an account are counted alike.
 *
 * The counters live outside any transaction of the caller's: they must stay when that one is rolled back.
 * @param account whatever names the account, e.g. its address; kept as a digest
 * @throws AppError `rate_limited` (reason `attempts`) with the time left, whether or not the account exists
 */
export async function tryPassword<Result>(
  who: { account: string; clientAddress: string },
  evaluate: () => Promise<{ right: boolean; result: Result }>,
): Promise<Result> {
  const client: Attempt = { kind: "client", key: `login:client:${digestOf(who.clientAddress)}` };
  const account: Attempt = { kind: "account", key: `login:account:${digestOf(who.account)}` };
  await take(client);
  await take(account).catch(async (error: unknown) => {
    await giveBack([client]);
    throw error;
  });
  const { right, result } = await evaluate().catch(async (error: unknown) => {
    await giveBack([client, account]);
    throw error;
  });
  if (right) await giveBack([client, account]);
  return result;
}

async function take({ kind, key }: Attempt): Promise<void> {
  const limit = kind === "account" ? env().LOGIN_ATTEMPTS_PER_ACCOUNT : env().LOGIN_ATTEMPTS_PER_CLIENT;
  const window = `${env().LOGIN_WINDOW_MS} milliseconds`;
  const taken = await database().$executeRaw(Prisma.sql`
    insert into throttles as t (key, count, window_ends_at)
    values (${key}, 1, clock_timestamp() + ${window}::interval)
    on conflict (key) do update set
      count = case when t.window_ends_at <= clock_timestamp() then 1 else t.count + 1 end,
      window_ends_at = case when t.window_ends_at <= clock_timestamp() then excluded.window_ends_at else t.window_ends_at end
    where t.window_ends_at <= clock_timestamp() or t.count < ${limit}`);
  if (taken) return;
  const [row] = await database().$queryRaw<{ leftMs: number }[]>(Prisma.sql`
    select (extract(epoch from window_ends_at - clock_timestamp()) * 1000)::float8 as "leftMs" from throttles where key = ${key}`);
  throw new AppError("rate_limited", "Too many wrong passwords. Wait a while and try again.", {
    reason: "attempts",
    retryAfterMs: Math.max(1_000, row?.leftMs ?? 1_000),
  });
}

async function giveBack(attempts: Attempt[]): Promise<void> {
  const keys = attempts.map(({ key }) => key);
  await database().$executeRaw`update throttles set count = count - 1 where key = any(${keys}) and count > 0`;
}

/** Counters whose window is long over say nothing any more. */
export async function forgetOldAttempts(ctx: Context): Promise<void> {
  await ctx.db.$executeRaw`delete from throttles where window_ends_at < clock_timestamp() - interval '1 day'`;
}
