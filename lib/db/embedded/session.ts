import { realpath } from "node:fs/promises";
import pg from "pg";
import { ROLE, type Cluster } from "./cluster";

/** Every user of the server holds this advisory lock shared; whoever gets it alone is the last one. */
const USERS = 7_404_118;

export function connectionString(cluster: Cluster, port: number, database: string): string {
  return `postgresql://${ROLE}:${cluster.password}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
}

/**
 * A session on the cluster's server that counts as one of its users while it lasts.
 * @throws when nobody answers on the port, or somebody else's server does
 */
export async function joinServer(cluster: Cluster, port: number): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: connectionString(cluster, port, "postgres"),
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    application_name: "silica-launcher",
  });
  client.on("error", () => {}); // "end" follows
  try {
    await client.connect();
    const { rows } = await client.query<{ folder: string }>("select current_setting('data_directory') as folder");
    if ((await realpath(rows[0]!.folder)) !== (await realpath(cluster.directory))) {
      throw new Error(`Another PostgreSQL answers on port ${port}.`);
    }
    await client.query("select pg_advisory_lock_shared($1)", [USERS]);
    return client;
  } catch (error) {
    client.end().catch(() => {});
    throw error;
  }
}

/** Gives the session's use up. @returns true when nobody else uses the server, who then may not begin to either */
export async function leaveServer(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ last: boolean }>(
    "select pg_advisory_unlock_shared($1), pg_try_advisory_lock($1) as last",
    [USERS],
  );
  return rows[0]!.last;
}

/** Creates the database unless it is there. */
export async function ensureDatabase(client: pg.Client, database: string): Promise<void> {
  const { rowCount } = await client.query("select from pg_database where datname = $1", [database]);
  if (rowCount) return;
  await client.query(`create database ${pg.escapeIdentifier(database)}`).catch((error: { code?: string }) => {
    // Another launcher creates it at this moment.
    if (error.code !== "42P04" && error.code !== "23505") throw error;
  });
}
