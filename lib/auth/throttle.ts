import { AppError, isAppError } from "@/lib/core";
import { Prisma, database, type Context } from "@/lib/db";
import { env } from "@/lib/env";
import type { AuthReason } from "./schema";
import { digestOf } from "./secrets";

type Attempt = { kind: "account" | "client"; key: string };

/** Failures that tell a guesser something. */
const wrongGuesses = new Set<string | undefined>([
  "credentials",
  "current_password",
  "email_taken",
] satisfies AuthReason[]);

/**
 * Lets something be tried that strangers would guess at, at most so often per account and per client in a window,
 * whatever the number of processes: each attempt takes its place by one conditional write before it is looked at. Only
 * those that fail as wrong guesses keep it. Addresses without an account are counted alike.
 *
 * The counters live outside any transaction of the caller's: they must stay when that one is rolled back.
 * @param who.account the account's address; kept as a digest. Left out where no account is tried
 * @throws AppError `rate_limited` (reason `attempts`) with the time left, whether or not the account exists
 */
export async function limitAttempts<Result>(
  who: { account?: string; clientAddress: string },
  evaluate: () => Promise<Result>,
): Promise<Result> {
  const attempts: Attempt[] = [
    { kind: "client", key: `login:client:${digestOf(who.clientAddress)}` },
    ...(who.account === undefined ? [] : [{ kind: "account", key: `login:account:${digestOf(who.account)}` } as const]),
  ];
  const taken: Attempt[] = [];
  let wrong = false;
  try {
    for (const attempt of attempts) {
      await take(attempt);
      taken.push(attempt);
    }
    return await evaluate();
  } catch (error) {
    wrong = isAppError(error) && wrongGuesses.has(error.details.reason);
    throw error;
  } finally {
    if (!wrong) await giveBack(taken);
  }
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
  throw new AppError("rate_limited", "Too many attempts. Wait a while and try again.", {
    reason: "attempts",
    retryAfterMs: Math.max(1_000, row?.leftMs ?? 1_000),
  });
}

async function giveBack(attempts: Attempt[]): Promise<void> {
  if (!attempts.length) return;
  const keys = attempts.map(({ key }) => key);
  await database().$executeRaw`update throttles set count = count - 1 where key = any(${keys}) and count > 0`;
}

/** Counters whose window is long over say nothing any more. */
export async function forgetOldAttempts(ctx: Context): Promise<void> {
  await ctx.db.$executeRaw`delete from throttles where window_ends_at < clock_timestamp() - interval '1 day'`;
}
