import pg from "pg";
import { database, opened } from "./client";
import type { Context, SqlContext } from "./context";
import { ConnectionError, named, sqlOn, type Runner, type Sql } from "./sql";

/** The longest a transaction may take; whatever it locks, others wait for. */
const timeoutMs = 15_000;

/**
 * Runs `work` in a transaction and commits. Inside a caller's transaction it joins that one.
 * Serialisation failures and deadlocks are tried again, at most three times.
 */
export async function inTransaction<Result>(ctx: Context, work: (tx: Context) => Promise<Result>): Promise<Result> {
  if (isInside(ctx)) return work(ctx);
  return untilNoConflict(() =>
    opened().prisma.$transaction((db) => work({ ...ctx, db }), { timeout: timeoutMs, maxWait: 5_000 }),
  );
}

/**
 * `inTransaction` for work that needs raw statements alone, at a fraction of the cost.
 * @param lock a name that one transaction of all processes holds at a time, until its end
 */
export async function inSqlTransaction<Result>(
  ctx: SqlContext,
  work: (tx: SqlContext) => Promise<Result>,
  { lock }: { lock?: string } = {},
): Promise<Result> {
  if (!isInside(ctx)) {
    const begin = lock === undefined ? "begin" : `begin; ${lockStatement(pg.escapeLiteral(lock))}`;
    return untilNoConflict(() => onOneConnection(begin, (db) => work({ ...ctx, db })));
  }
  if (lock !== undefined) await ctx.db.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`;
  return work(ctx);
}

const lockStatement = (literal: string) => `select pg_advisory_xact_lock(hashtextextended(${literal}, 0))`;

/** A transaction's client looks like any other, nested transactions included: only its identity tells. */
const isInside = (ctx: SqlContext) => ctx.db !== database();

async function untilNoConflict<Result>(attempt: () => Promise<Result>): Promise<Result> {
  for (let attempts = 1; ; attempts++) {
    try {
      return await attempt();
    } catch (error) {
      if (attempts >= 3 || !isConflict(error)) throw error;
    }
  }
}

/** P2034: write conflict or deadlock; in raw SQL it keeps PostgreSQL's own code. */
function isConflict(error: unknown): boolean {
  if (!(error instanceof Error) || !("code" in error)) return false;
  if (error.code === "P2010") return /`(40P01|40001)`/.test(error.message);
  return ["P2034", "40P01", "40001"].includes(error.code as string);
}

/** A connection that was lost, or whose time was up, does not go back to the pool. */
async function onOneConnection<Result>(begin: string, work: (db: Sql) => Promise<Result>): Promise<Result> {
  const client = await connect();
  let lost: Error | undefined;
  let isOver = false;
  const giveUp = (error: Error) => (lost ??= error);
  const giveBack = () => {
    if (!isOver) client.off("error", giveUp).release(lost);
    isOver = true;
  };
  client.on("error", giveUp);
  // Closes the connection, and with it the statement under way.
  const timer = setTimeout(() => {
    giveUp(new ConnectionError("The transaction took too long."));
    giveBack();
  }, timeoutMs);
  const refuseLate: Runner = (config) =>
    isOver ? Promise.reject(lost ?? new Error("This transaction is over.")) : client.query(config);
  try {
    await client.query(begin);
    const result = await work(sqlOn(refuseLate));
    const { command } = await client.query("commit");
    // So the database says where a statement had failed and nobody told us.
    if (command !== "COMMIT") throw new Error("A statement of this transaction had failed: nothing was written.");
    return result;
  } catch (error) {
    if (!isOver) await client.query("rollback").catch(giveUp);
    throw named(error);
  } finally {
    clearTimeout(timer);
    giveBack();
  }
}

async function connect(): Promise<pg.PoolClient> {
  try {
    return await opened().pool.connect();
  } catch (error) {
    throw named(error);
  }
}
