import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, inject } from "vitest";

/** Gives the test file a database of its own, cloned from the migrated template, before any module reads the environment. */
const template = new URL(inject("databaseTemplateUrl"));
const name = `${template.pathname.slice(1)}_${randomBytes(4).toString("hex")}`;
const maintenance = new URL(template);
maintenance.pathname = "/postgres";

const client = new pg.Client({ connectionString: maintenance.href });
await client.connect();
await client.query(`create database ${name} template ${template.pathname.slice(1)}`);
await client.end();

const own = new URL(template);
own.pathname = `/${name}`;
process.env.DATABASE_URL = own.href;
process.env.DATABASE_POOL_SIZE ??= "8";
process.env.AUTH_SECRET ??= "a secret for tests only, long enough to pass";
process.env.APP_URL ??= "http://localhost:3000";
process.env.LOG_LEVEL ??= "error";
const files = mkdtempSync(path.join(tmpdir(), "silica-test-files-"));
process.env.STORAGE_URL ??= `file:${files}`;

afterAll(async () => {
  const { database } = await import("@/lib/db");
  await database().$disconnect();
  rmSync(files, { recursive: true, force: true });
});
