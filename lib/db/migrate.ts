import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";

/** The advisory lock Prisma's own engine takes, so that both exclude each other. */
const LOCK = 72_707_369;

const TABLE = `create table if not exists _prisma_migrations (
  id varchar(36) primary key, checksum varchar(64) not null, finished_at timestamptz, migration_name varchar(255) not null,
  logs text, rolled_back_at timestamptz, started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`;

interface Row {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
  logs: string | null;
}

/**
 * Applies the committed migrations that the database lacks, one runner at a time, each in a transaction with its own
 * row of `_prisma_migrations`: a failure or a kill leaves nothing of it and the next start tries again. A file whose
 * first line is `-- no-transaction` runs statement by statement (for CREATE INDEX CONCURRENTLY).
 * @returns names of the migrations applied
 * @throws Error naming a migration that failed earlier, was edited after it was applied, or is unknown to this release
 */
export async function migrate(databaseUrl: string, folder: string): Promise<string[]> {
  return alone(databaseUrl, async (client) => {
    const { rows } = await client.query<Row>(
      "select * from _prisma_migrations where rolled_back_at is null order by started_at",
    );
    const files = await readMigrations(folder);
    refuseForeign(rows, files);
    const missing = files.filter(({ name }) => !rows.some((row) => row.migration_name === name));
    for (const file of missing) await apply(client, file);
    return missing.map(({ name }) => name);
  });
}

/**
 * Settles a migration that failed halfway, after an operator has repaired the database: it will be applied again.
 * @throws Error when no such migration has failed
 */
export async function markRolledBack(databaseUrl: string, name: string): Promise<void> {
  await alone(databaseUrl, async (client) => {
    const { rowCount } = await client.query(
      `update _prisma_migrations set rolled_back_at = now()
       where migration_name = $1 and finished_at is null and rolled_back_at is null`,
      [name],
    );
    if (!rowCount) throw new Error(`No migration of the name ${name} has failed.`);
  });
}

/** One runner at a time. */
async function alone<Result>(databaseUrl: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query("set lock_timeout = '60s'");
    await client.query("select pg_advisory_lock($1)", [LOCK]);
    await client.query(TABLE);
    return await work(client);
  } finally {
    await client.end();
  }
}

interface MigrationFile {
  name: string;
  sql: string;
  checksum: string;
}

async function readMigrations(folder: string): Promise<MigrationFile[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(path.join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

function refuseForeign(rows: Row[], files: MigrationFile[]): void {
  for (const row of rows) {
    if (!row.finished_at) {
      throw new Error(
        `Migration ${row.migration_name} failed earlier: ${(row.logs ?? "it was interrupted").slice(0, 300)}. ` +
          `Repair the database, run "npm run migrate -- --rolled-back ${row.migration_name}" and start again.`,
      );
    }
    const file = files.find(({ name }) => name === row.migration_name);
    if (!file) {
      throw new Error(
        `The database has migration ${row.migration_name}, which this release does not know: it is older than the database.`,
      );
    }
    if (row.checksum !== file.checksum) {
      throw new Error(`Migration ${file.name} was edited after it was applied. Restore the file from its release.`);
    }
  }
}

async function apply(client: pg.Client, { name, sql, checksum }: MigrationFile): Promise<void> {
  const id = randomUUID();
  const unwrapped = /^\s*--\s*no-transaction\b/.test(sql);
  try {
    if (!unwrapped) await client.query("begin");
    await client.query("insert into _prisma_migrations (id, checksum, migration_name) values ($1, $2, $3)", [
      id,
      checksum,
      name,
    ]);
    for (const statement of unwrapped ? statementsOf(sql) : [sql]) await client.query(statement);
    await client.query("update _prisma_migrations set finished_at = now(), applied_steps_count = 1 where id = $1", [
      id,
    ]);
    if (!unwrapped) await client.query("commit");
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (unwrapped)
      await client.query("update _prisma_migrations set logs = $2 where id = $1", [id, message]).catch(() => {});
    else await client.query("rollback").catch(() => {});
    throw new Error(`Migration ${name} failed: ${message}`, { cause: error });
  }
}

/** Statements that each end with a semicolon at a line's end; files that run alone hold no function bodies. */
function statementsOf(sql: string): string[] {
  return sql
    .split(/;\s*(?:\n|$)/)
    .map((statement) => statement.trim())
    .filter((statement) => statement.replace(/^\s*--.*$/gm, "").trim());
}
