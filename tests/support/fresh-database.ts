import { randomBytes } from "node:crypto";
import path from "node:path";
import pg from "pg";
import { openEmbeddedDatabase } from "@/lib/db/embedded";
import { migrate } from "@/lib/db/migrate";

const root = path.resolve(import.meta.dirname, "../..");

export interface FreshDatabase {
  url: string;
  /** drops it, whoever is still connected */
  close(): Promise<void>;
}

/**
 * A migrated database for what runs outside vitest, on the server of TEST_DATABASE_URL, else on an embedded one.
 * @param options the name begins with `prefix`; the embedded server's files are in `folder`, below `.tmp`
 */
export async function openFreshDatabase(options: {
  prefix: string;
  folder: string;
  settings?: Record<string, string>;
}): Promise<FreshDatabase> {
  const { prefix, folder, ...rest } = options;
  const embedded = process.env.TEST_DATABASE_URL
    ? undefined
    : await openEmbeddedDatabase({ folder: path.join(root, ".tmp", folder), ...rest });
  const serverUrl = process.env.TEST_DATABASE_URL ?? embedded!.url;
  const name = `${prefix}_${randomBytes(5).toString("hex")}`;
  await onServer(serverUrl, `create database ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  await migrate(url.href, path.join(root, "prisma/migrations"));
  return {
    url: url.href,
    close: async () => {
      await onServer(serverUrl, `drop database if exists ${name} with (force)`);
      await embedded?.close();
    },
  };
}

export const openBenchDatabase = () => openFreshDatabase({ prefix: "silica_bench", folder: "bench-database" });

async function onServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}
