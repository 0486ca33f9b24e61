import { randomBytes } from "node:crypto";
import path from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { openEmbeddedDatabase } from "@/lib/db/embedded";
import { migrate } from "@/lib/db/migrate";

declare module "vitest" {
  interface ProvidedContext {
    databaseTemplateUrl: string;
  }
}

const root = path.resolve(import.meta.dirname, "../..");

/**
 * One PostgreSQL for the run (TEST_DATABASE_URL, else the embedded one on `.tmp/test-database`) with one migrated
 * template, from which every test file gets a database of its own. Databases of this run are dropped at its end.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const embedded = process.env.TEST_DATABASE_URL
    ? undefined
    : await openEmbeddedDatabase({
        folder: path.join(root, ".tmp/test-database"),
        settings: { fsync: "off", synchronous_commit: "off", full_page_writes: "off" },
      });
  const server = new URL(process.env.TEST_DATABASE_URL ?? embedded!.url);
  const prefix = `silica_test_${randomBytes(5).toString("hex")}`;
  await onServer(server, `create database ${prefix}`);
  const template = new URL(server);
  template.pathname = `/${prefix}`;
  await migrate(template.href, path.join(root, "prisma/migrations"));
  project.provide("databaseTemplateUrl", template.href);
  return async () => {
    const { rows } = await onServer(server, `select datname from pg_database where datname like '${prefix}%'`);
    for (const { datname } of rows) await onServer(server, `drop database if exists "${datname}" with (force)`);
    await embedded?.close();
  };
}

async function onServer(server: URL, sql: string): Promise<pg.QueryResult<{ datname: string }>> {
  const maintenance = new URL(server);
  maintenance.pathname = "/postgres";
  const client = new pg.Client({ connectionString: maintenance.href });
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}
