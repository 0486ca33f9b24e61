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
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query("set lock_timeout = '60s'");
    await client.query("select pg_advisory_lock($1)", [LOCK]);
    await client.query(TABLE);
    const { rows } = await client.query<Row>(
      "select * from _prisma_migrations where rolled_back_at is null order by started_at",
    );
    const names = await migrationNames(folder);
    refuseForeign(rows, names);
    const applied: string[] = [];
    for (const name of names) {
      const sql = await readFile(path.join(folder, name, "migration.sql"), "utf8");
      const checksum = createHash("sha256").update(sql).digest("hex");
      const before = rows.find((row) => row.migration_name === name);
      if (!before) {
        await apply(client, name, sql, checksum);
        applied.push(name);
      } else if (before.checksum !== checksum) {
        throw new Error(`Migration ${name} was edited after it was applied. Restore the file from its release.`);
      }
    }
    return applied;
  } finally {
    await client.end();
  }
}

export async function migrationNames(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

function refuseForeign(rows: Row[], names: string[]): void {
  for (const row of rows) {
    if (!row.finished_at) {
      throw new Error(
        `Migration ${row.migration_name} failed earlier: ${(row.logs ?? "it was interrupted").slice(0, 300)}. ` +
          `Repair the database, run "npx prisma migrate resolve --rolled-back ${row.migration_name}" and start again.`,
      );
    }
    if (!names.includes(row.migration_name)) {
      throw new Error(
        `The database has migration ${row.migration_name}, which this release does not know: it is older than the database.`,
      );
    }
  }
}

async function apply(client: pg.Client, name: string, sql: string, checksum: string): Promise<void> {
  const id = randomUUID();
  const alone = /^\s*--\s*no-transaction\b/.test(sql);
  try {
    if (!alone) await client.query("begin");
    await client.query("insert into _prisma_migrations (id, checksum, migration_name) values ($1, $2, $3)", [
      id,
      checksum,
      name,
    ]);
    for (const statement of alone ? statementsOf(sql) : [sql]) await client.query(statement);
    await client.query("update _prisma_migrations set finished_at = now(), applied_steps_count = 1 where id = $1", [
      id,
    ]);
    if (!alone) await client.query("commit");
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (alone)
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
