import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** What a running server, or one that died, wrote about itself. */
export interface Postmaster {
  pid: number;
  port: number;
}

/** No process has this number, and the system says so when asked. */
const NOBODY = "2147483646";

/**
 * The contents of postmaster.pid: pid, data folder, start time, port, …, one a line.
 * @returns undefined while it is incomplete
 * @see PostgreSQL 18, src/include/utils/pidfile.h
 */
export function parsePostmaster(text: string): Postmaster | undefined {
  const lines = text.split("\n");
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  return pid > 0 && port > 0 ? { pid, port } : undefined;
}

/** The port in postmaster.opts, the command line of the last start, which outlives the server. */
export function parseLastPort(text: string): number | undefined {
  const port = Number(/"-p" "(\d+)"/.exec(text)?.[1]);
  return port > 0 && port < 65_536 ? port : undefined;
}

export function readPostmaster(cluster: string): Postmaster | undefined {
  return parsePostmaster(readIfThere(path.join(cluster, "postmaster.pid")));
}

export function readLastPort(cluster: string): number | undefined {
  return parseLastPort(readIfThere(path.join(cluster, "postmaster.opts")));
}

/** Whether the process of this number is a living PostgreSQL server (any, not necessarily ours). */
export function isPostgres(pid: number): boolean {
  if (process.platform === "linux") return isLivingPostgres(readIfThere(`/proc/${pid}/stat`));
  const { stdout } = spawnSync("ps", ["-o", "comm=", "-p", String(pid)], { encoding: "utf8" });
  return path.basename(stdout.trim()).startsWith("postgres");
}

/**
 * The same, of the text of /proc/<pid>/stat: number, name in brackets, state, … A dead server whose end nobody has
 * taken note of is a zombie: in a container its parent is the launcher.
 * @see proc_pid_stat(5)
 */
export function isLivingPostgres(stat: string): boolean {
  const [, name, state] = /^\d+ \((.*)\) (\S)/s.exec(stat) ?? [];
  return name !== undefined && name.startsWith("postgres") && state !== "Z" && state !== "X";
}

/**
 * Unties postmaster.pid from a number that another process now has: PostgreSQL would take that one for its server and
 * refuse to start for ever. The other lines stay, because the server checks its shared memory by them.
 */
export function disown(cluster: string, pid: number): void {
  const file = path.join(cluster, "postmaster.pid");
  const [first, ...rest] = readIfThere(file).split("\n");
  if (Number(first) === pid) writeFileSync(file, [NOBODY, ...rest].join("\n"));
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
