import { PrismaPg } from "@prisma/adapter-pg";
import { env } from "@/lib/env";
import { PrismaClient, type Prisma } from "./generated/client";

/** The client or a transaction of it: what queries are made on. */
export type Db =
  Omit<PrismaClient, "$connect" | "$disconnect" | "$on" | "$transaction" | "$extends"> | Prisma.TransactionClient;

const shared = globalThis as typeof globalThis & { silicaDatabase?: PrismaClient };

/** The one client of this process, opened at first use so that a build does not connect. */
export function database(): PrismaClient {
  return (shared.silicaDatabase ??= new PrismaClient({
    adapter: new PrismaPg({
      connectionString: env().DATABASE_URL,
      max: env().DATABASE_POOL_SIZE,
      connectionTimeoutMillis: 5_000,
      // Whoever comes after a quiet time does not wait for connections to be opened.
      idleTimeoutMillis: 300_000,
      // By a statement and not when connecting, since poolers in between refuse settings they do not know there.
      onConnect: (client) => client.query("set lock_timeout = '5s'"),
    }),
  }));
}
