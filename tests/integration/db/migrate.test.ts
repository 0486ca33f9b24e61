import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeEach, expect, it } from "vitest";
import { env } from "@/lib/env";
import { markRolledBack, migrate } from "@/lib/db/migrate";

const name = `silica_migrate_${process.pid}`;
const own = new URL(env().DATABASE_URL);
own.pathname = `/${name}`;
const server = new pg.Client({ connectionString: env().DATABASE_URL });
let client: pg.Client;
let folder: string;

await server.connect();
beforeEach(async () => {
  await server.query(`create database ${name}`);
  client = new pg.Client({ connectionString: own.href });
  await client.connect();
  folder = mkdtempSync(path.join(tmpdir(), "silica-migrations-"));
});

afterEach(async () => {
  await client.end();
  await server.query(`drop database ${name} with (force)`);
  rmSync(folder, { recursive: true });
});

afterAll(() => server.end());

function file(migration: string, sql: string): void {
  mkdirSync(path.join(folder, migration), { recursive: true });
  writeFileSync(path.join(folder, migration, "migration.sql"), sql);
}

const run = () => migrate(own.href, folder);

async function column(sql: string): Promise<unknown[]> {
  const { rows } = await client.query<unknown[]>({ text: sql, rowMode: "array" });
  return rows.map(([value]) => value);
}

it("applies what is missing in the order of the names, once", async () => {
  file("2_numbers", "insert into things values (1); insert into things values (2);");
  file("1_things", "create table things (id int);");
  expect(await run()).toEqual(["1_things", "2_numbers"]);
  expect(await run()).toEqual([]);
  file("3_more", "insert into things values (3);");
  expect(await run()).toEqual(["3_more"]);
  expect(await column("select id from things order by id")).toEqual([1, 2, 3]);
});

it("lets one of three runners do it", async () => {
  file("1_things", "create table things (id int); select pg_sleep(0.1);");
  file("2_number", "insert into things values (1);");
  const applied = await Promise.all([run(), run(), run()]);
  expect(applied.filter((names) => names.length)).toEqual([["1_things", "2_number"]]);
  expect(await column("select id from things")).toEqual([1]);
});

it("refuses a file that was edited after it was applied", async () => {
  file("1_things", "create table things (id int);");
  await run();
  file("1_things", "create table things (id bigint);");
  await expect(run()).rejects.toThrow(/^Migration 1_things was edited after it was applied/);
});

it("refuses a database that knows more than this release", async () => {
  file("1_things", "create table things (id int);");
  await run();
  rmSync(path.join(folder, "1_things"), { recursive: true });
  file("0_other", "create table others (id int);");
  await expect(run()).rejects.toThrow(/1_things, which this release does not know/);
  expect(await column("select count(*)::int from pg_tables where tablename = 'others'")).toEqual([0]);
});

it("leaves nothing of a migration that failed, and tries it again", async () => {
  file("1_things", "create table things (id int); insert into things values (1); insert into nowhere values (1);");
  await expect(run()).rejects.toThrow(/^Migration 1_things failed: relation "nowhere" does not exist/);
  expect(await column("select count(*)::int from _prisma_migrations")).toEqual([0]);
  file("1_things", "create table things (id int);");
  expect(await run()).toEqual(["1_things"]);
});

it("leaves nothing of a migration whose runner lost its connection, and tries it again", async () => {
  file("1_things", "create table things (id int); select pg_terminate_backend(pg_backend_pid());");
  await expect(run()).rejects.toThrow(/^Migration 1_things failed/);
  expect(await column("select tablename from pg_tables where tablename = 'things'")).toEqual([]);
  file("1_things", "create table things (id int);");
  expect(await run()).toEqual(["1_things"]);
});

it("runs a file marked so outside a transaction, statement by statement", async () => {
  file("1_things", "create table things (id int);");
  file(
    "2_index",
    "-- no-transaction\ncreate index concurrently if not exists by_id on things (id);\nanalyze things;\n",
  );
  expect(await run()).toEqual(["1_things", "2_index"]);
  expect(await column("select indexname from pg_indexes where tablename = 'things'")).toEqual(["by_id"]);
});

it("stops at such a file that failed until an operator has settled it", async () => {
  file(
    "1_index",
    "-- no-transaction\ncreate table things (id int);\ncreate index concurrently by_id on nowhere (id);\n",
  );
  await expect(run()).rejects.toThrow(/^Migration 1_index failed: relation "nowhere" does not exist/);
  await expect(run()).rejects.toThrow(/^Migration 1_index failed earlier: relation "nowhere".*--rolled-back 1_index/);
  await client.query("drop table things");
  await markRolledBack(own.href, "1_index");
  await expect(markRolledBack(own.href, "1_index")).rejects.toThrow(/No migration of the name 1_index has failed/);
  file(
    "1_index",
    "-- no-transaction\ncreate table things (id int);\ncreate index concurrently by_id on things (id);\n",
  );
  expect(await run()).toEqual(["1_index"]);
});

it("names what cannot be read", async () => {
  mkdirSync(path.join(folder, "1_empty"));
  await expect(run()).rejects.toThrow(/1_empty/);
});
