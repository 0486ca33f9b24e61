import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type pg from "pg";
import { findBinaries, type Binaries } from "./binaries";
import { prepareCluster, type Cluster } from "./cluster";
import { EmbeddedDatabaseError, onFolder } from "./failure";
import { disown, isPostgres, readLastPort, readPostmaster } from "./postmaster";
import { freePort, startServer, stopServer } from "./server";
import { connectionString, ensureDatabase, joinServer, leaveServer } from "./session";

export interface EmbeddedOptions {
  /** where the cluster lies, or is created */
  folder: string;
  /** created unless it is there */
  database?: string;
  /** PostgreSQL settings; they count when this call starts the server, not when it joins one */
  settings?: Record<string, string>;
  /** hears that the server was lost, is back, or cannot be brought back yet */
  report?: (line: string) => void;
}

export interface EmbeddedDatabase {
  /** connection string of `database` */
  url: string;
  /** stops the server when nobody else uses it; true when it did */
  close(): Promise<boolean>;
}

const OPEN_TIMEOUT_MS = 60_000;
const RETRY_MS = 200;
const REOPEN_PAUSE_MS = 1_000;

interface Joined {
  port: number;
  session: pg.Client;
}

/**
 * Starts, or joins, the PostgreSQL of `folder`. It outlives its launcher: after a kill it is found again by what it
 * wrote about itself. When it is lost while in use it is started again on the same port, so the address stays good.
 * @throws EmbeddedDatabaseError when the folder cannot be used or the server does not start
 */
export async function openEmbeddedDatabase(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const { database = "silica", settings = {}, report = () => {} } = options;
  const folder = path.resolve(options.folder);
  const binaries = await findBinaries();
  const cluster = await onFolder(folder, () => prepareCluster(folder, binaries));
  const open = (port?: number) => onFolder(folder, () => joinOrStart(cluster, binaries, settings, port));
  let closing = false;
  let current = await open();
  await ensureDatabase(current.session, database);

  const watch = (session: pg.Client) => {
    session.once("end", () => {
      if (!closing) void reopen();
    });
  };
  let reopening = Promise.resolve();
  const reopen = () => (reopening = bringBack());

  /** Never gives up: a full disk or a taken port may pass, and the application waits for the address it knows. */
  async function bringBack(): Promise<void> {
    report("The database stopped. Starting it again.");
    for (let said = ""; !closing;) {
      try {
        current = await open(current.port);
        watch(current.session);
        return report("The database is back.");
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        if (message !== said) report((said = message));
        await pause(REOPEN_PAUSE_MS);
      }
    }
  }

  watch(current.session);
  return {
    url: connectionString(cluster, current.port, database),
    async close() {
      if (closing) return false;
      closing = true;
      await reopening;
      // A session that is gone knows nothing of others; then the server is gone too, or somebody else's to stop.
      const last = await leaveServer(current.session).catch(() => false);
      if (last) await stopServer(cluster, binaries);
      await current.session.end().catch(() => {});
      return last;
    },
  };
}

/**
 * Joins the server that runs, else starts it. Several launchers may do this at once: PostgreSQL's own lock file lets
 * one of them win, and the others join it.
 * @param required the only port that will do, for users who know the address already
 */
async function joinOrStart(
  cluster: Cluster,
  binaries: Binaries,
  settings: Record<string, string>,
  required?: number,
): Promise<Joined> {
  const deadline = performance.now() + OPEN_TIMEOUT_MS;
  let wished = required ?? readLastPort(cluster.directory);
  for (;;) {
    const running = readPostmaster(cluster.directory);
    let failure: unknown;
    if (running) {
      try {
        const session = await joinServer(cluster, running.port);
        if (required && running.port !== required) {
          await session.end();
          throw new EmbeddedDatabaseError(`The database has moved from port ${required} to ${running.port}: restart.`);
        }
        return { port: running.port, session };
      } catch (error) {
        if (error instanceof EmbeddedDatabaseError) throw error;
        failure = error;
      }
    }
    if (!running || !isPostgres(running.pid)) {
      if (running) disown(cluster.directory, running.pid);
      try {
        await startServer(cluster, binaries, required ?? (await freePort(wished)), settings);
        continue;
      } catch (error) {
        if (portTaken(error)) wished = undefined;
        else if (!otherStarts(error)) throw error;
        failure = error;
      }
    }
    if (performance.now() > deadline) {
      const reason = failure instanceof Error ? failure.message : "nobody answers";
      throw new EmbeddedDatabaseError(`PostgreSQL did not start within ${OPEN_TIMEOUT_MS / 1000} s: ${reason}`);
    }
    await pause(RETRY_MS);
  }
}

function portTaken(error: unknown): boolean {
  return error instanceof Error && /could not bind|address already in use/i.test(error.message);
}

/** Another launcher is at it, or the remains of a killed server are still going. */
function otherStarts(error: unknown): boolean {
  return error instanceof Error && /postmaster\.pid|shared memory block|starting up|shutting down/i.test(error.message);
}
