import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { env } from "@/lib/env";
import { PrismaClient, type Prisma } from "./generated/client";
import { sqlOn, type Sql } from "./sql";

/** What queries are made on: the client or a transaction of it. */
export type Db = Omit<Prisma.TransactionClient, keyof Sql> & Sql;

/** Raw statements of it go straight to the driver. */
export type Database = Db & Pick<PrismaClient, "$disconnect">;

interface Opened {
  pool: pg.Pool;
  prisma: PrismaClient;
  database: Database;
}

const shared = globalThis as typeof globalThis & { silicaDatabase?: Opened | undefined };

/** The one of this process, opened at first use so that a build does not connect. */
export const database = (): Database => opened().database;

/** For transactions: both take their connections from one pool. */
export const opened = (): Opened => (shared.silicaDatabase ??= open());

/** The driver's types as they are, and as the adapter knows them. */
type PoolOptions = pg.PoolConfig & { onConnect: (client: pg.ClientBase) => Promise<unknown> };
type AdapterPool = Extract<ConstructorParameters<typeof PrismaPg>[0], NodeJS.EventEmitter>;

function open(): Opened {
  const options: PoolOptions = {
    connectionString: env().DATABASE_URL,
    max: env().DATABASE_POOL_SIZE,
    connectionTimeoutMillis: 5_000,
    // Whoever comes after a quiet time does not wait for connections to be opened.
    idleTimeoutMillis: 300_000,
    // By a statement and not when connecting, since poolers in between refuse settings they do not know there.
    onConnect: (client) => client.query("set lock_timeout = '5s'"),
  };
  const pool = new pg.Pool(options);
  // A connection lost while nobody used it; the pool has dropped it.
  pool.on("error", () => {});
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool as object as AdapterPool) });
  const { $queryRaw, $executeRaw } = sqlOn((config) => pool.query(config));
  const $disconnect = async () => {
    shared.silicaDatabase = undefined;
    await prisma.$disconnect();
    await pool.end();
  };
  const own = Object.entries({ $queryRaw, $executeRaw, $disconnect }).map(([name, value]) => [
    name,
    { value, writable: true, configurable: true },
  ]);
  return { pool, prisma, database: Object.create(prisma, Object.fromEntries(own)) as Database };
}
