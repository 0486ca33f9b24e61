import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { createInterface } from "node:readline";
import { serverFlags, serverVariables } from "@/scripts/launch/server-flags";
import { openBenchDatabase } from "@/tests/support/fresh-database";

const root = path.resolve(import.meta.dirname, "../..");

export interface BenchWorld {
  databaseUrl: string;
  simulator: { origin: string; url: string; apiKey: string; process: ChildProcess };
  /** `readyMs`: from the start of the process to its first ready answer */
  application: { url: string; process: ChildProcess; readyMs: number };
  pipe: { url: string; process: ChildProcess };
  close(): Promise<void>;
}

/** The secret of the application under test, so that a benchmark can make its own sessions. */
export const secret = randomBytes(32).toString("base64url");

/**
 * What benchmarks run against: the production build, the simulator and the plain pipe, each a process of its own, on a
 * fresh database. Application and pipe share one processor, simulator and client the other, where there are two.
 */
export async function openWorld(
  options: { simulator?: object; environment?: Record<string, string> } = {},
): Promise<BenchWorld> {
  const database = await openBenchDatabase();

  const tsx = ["--conditions=react-server", "--import", "tsx"];
  const simulator = await started([...tsx, "tests/bench/simulator.ts", JSON.stringify(options.simulator ?? {})], 0);
  const place = simulator.said as { origin: string; url: string; apiKey: string };
  const pipe = await started([...tsx, "tests/bench/pipe.ts", place.origin], 1);
  const port = await freePort();
  const from = performance.now();
  const application = spawn(...pinned(1, process.execPath, [...serverFlags, "server.mjs"]), {
    cwd: path.join(root, ".next/standalone"),
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      NODE_ENV: "production",
      PATH: process.env.PATH,
      ...serverVariables,
      DATABASE_URL: database.url,
      AUTH_SECRET: secret,
      APP_URL: `http://localhost:${port}`,
      PORT: String(port),
      HOST: "127.0.0.1",
      SILICONFLOW_BASE_URL: place.url,
      SILICONFLOW_API_KEY: place.apiKey,
      SILICONFLOW_MEDIA_ORIGINS: place.origin,
      SILICONFLOW_SIMULATED: "1",
      REQUESTS_PER_MINUTE: "1000000",
      CHAT_STREAMS_PER_USER: "1000",
      LOG_LEVEL: "error",
      ...options.environment,
    },
  });
  const url = `http://127.0.0.1:${port}`;
  await untilReady(`${url}/api/health/ready`);
  const readyMs = performance.now() - from;

  return {
    databaseUrl: database.url,
    simulator: { ...place, process: simulator.process },
    pipe: {
      url: `http://127.0.0.1:${(pipe.said as { port: number }).port}${new URL(place.url).pathname}`,
      process: pipe.process,
    },
    application: { url, process: application, readyMs },
    close: async () => {
      for (const child of [application, pipe.process, simulator.process]) await ended(child);
      await database.close();
    },
  };
}

/** Seconds of processor time a process has used, user and system. Linux alone tells. */
export function processorSeconds(child: ChildProcess): number {
  const fields = readFileSync(`/proc/${child.pid}/stat`, "utf8").split(") ")[1]!.split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Resident memory of a process in MB. */
export function residentMegabytes(child: ChildProcess): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
}

/** What the server takes with nothing to do: a minute after it was ready, then after one page with all it asks for. */
export async function idleMegabytes({ application }: BenchWorld, headers: Record<string, string>) {
  await new Promise((resolve) => setTimeout(resolve, 60_000));
  const idle = residentMegabytes(application.process);
  const page = await (await fetch(application.url, { headers })).text();
  const assets = new Set(page.match(/\/_next\/static\/[^"'\\\s]+\.(?:js|css)/g));
  if (assets.size === 0) throw new Error("The page asked for nothing: was it the page?");
  for (const asset of assets) await (await fetch(new URL(asset, application.url))).arrayBuffer();
  return { idle, afterPage: residentMegabytes(application.process) };
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** What this machine is, for the head of a report. */
export function machine(): string {
  const cpu = existsSync("/proc/cpuinfo")
    ? /model name\s*:\s*(.+)/.exec(readFileSync("/proc/cpuinfo", "utf8"))?.[1]
    : undefined;
  return `Node ${process.versions.node}, ${execFileSync("nproc", { encoding: "utf8" }).trim()} processors (${cpu ?? process.arch})`;
}

function pinned(processor: number, command: string, args: string[]): [string, string[]] {
  return existsSync("/usr/bin/taskset")
    ? ["/usr/bin/taskset", ["-c", String(processor), command, ...args]]
    : [command, args];
}

export function started(args: string[], processor: number): Promise<{ process: ChildProcess; said: unknown }> {
  const child = spawn(...pinned(processor, process.execPath, args), {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`${args.join(" ")} ended with ${code}`)));
    createInterface({ input: child.stdout! }).once("line", (line) =>
      resolve({ process: child, said: JSON.parse(line) }),
    );
  });
}

export function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
  });
}

export async function untilReady(url: string): Promise<void> {
  for (let attempt = 0; attempt < 1_000; attempt++) {
    if ((await fetch(url).catch(() => undefined))?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`${url} did not become ready`);
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
