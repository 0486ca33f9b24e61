import { createServer } from "node:net";
import { open, readFile, rename, stat } from "node:fs/promises";
import path from "node:path";
import type { Binaries } from "./binaries";
import { handOver, type Cluster } from "./cluster";
import { EmbeddedDatabaseError } from "./failure";
import { run } from "./run";

const LOG_LIMIT_BYTES = 5_000_000;

/** Small, on this machine only, and quiet about what is in the rows. */
const standardSettings: Record<string, string> = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "60",
  shared_buffers: "64MB",
  log_checkpoints: "off",
  log_error_verbosity: "terse",
};

/**
 * Starts the server of the cluster and waits until it accepts connections.
 * @throws EmbeddedDatabaseError with what the server wrote into its log
 */
export async function startServer(
  cluster: Cluster,
  binaries: Binaries,
  port: number,
  settings: Record<string, string>,
): Promise<void> {
  const log = path.join(cluster.folder, "postgres.log");
  const from = await openLog(log, cluster);
  const options = Object.entries({ ...standardSettings, ...settings }).flatMap(([name, value]) => [
    "-c",
    `${name}=${value}`,
  ]);
  const quoted = ["-p", String(port), ...options].map(shellQuoted);
  const parameters = ["start", "-w", "-t", "60", "-D", cluster.directory, "-l", log, "-o", quoted.join(" ")];
  try {
    await run(binaries.pgCtl, parameters, cluster.identity, cluster.folder);
  } catch (error) {
    const written = (await readFile(log, "utf8").catch(() => "")).slice(from);
    throw new EmbeddedDatabaseError(`PostgreSQL did not start: ${reasonIn(written) || (error as Error).message}`, {
      cause: error,
    });
  }
}

export async function stopServer(cluster: Cluster, binaries: Binaries): Promise<void> {
  const parameters = ["stop", "-m", "fast", "-w", "-t", "60", "-D", cluster.directory];
  await run(binaries.pgCtl, parameters, cluster.identity, cluster.folder);
}

/** What went wrong, in the server's own words without their time stamps. */
export function reasonIn(log: string): string {
  const complaints = [...log.matchAll(/(?:FATAL|PANIC|ERROR|WARNING|LOG|HINT|DETAIL):\s+(.*)/g)];
  const grave = complaints.filter(([line]) => /^(FATAL|PANIC|ERROR)/.test(line) || /could not/.test(line));
  return [...new Set(grave.map(([, words]) => words))].join("; ").slice(0, 500);
}

/** @returns length of the log before this start */
async function openLog(log: string, cluster: Cluster): Promise<number> {
  const { size } = await stat(log).catch(() => ({ size: 0 }));
  if (size > LOG_LIMIT_BYTES) await rename(log, `${log}.1`);
  await (await open(log, "a", 0o600)).close();
  await handOver(cluster.identity, log);
  return (await stat(log)).size;
}

/** pg_ctl hands its options to a shell. */
function shellQuoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

/** A port nobody listens on: the wished one where that is free. */
export async function freePort(wished?: number): Promise<number> {
  return (wished && (await tryPort(wished))) || (await tryPort(0)) || 0;
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(undefined));
    probe.listen(port, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : undefined));
    });
  });
}
