import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { serverFlags, serverVariables } from "@/scripts/launch/server-flags";
import { openBenchDatabase } from "@/tests/support/fresh-database";
import { ended, freePort, secret, started } from "../bench/world";

const root = path.resolve(import.meta.dirname, "../..");
const currency = "CNY";

/** A server of the production build that can be killed and started again. */
export interface Server {
  url: string;
  /** a process is there, whether it answers yet or not */
  isUp(): boolean;
  start(): void;
  kill(): Promise<void>;
}

export interface KillWorld {
  servers: Server[];
  simulator: { origin: string; apiKey: string };
  close(): Promise<void>;
}

/**
 * Two servers on one database and one folder of files, and the provider's double. Sets what this process needs to look
 * at the database itself.
 */
export async function openKillWorld(simulatorOptions: object): Promise<KillWorld> {
  const database = await openBenchDatabase();
  const files = mkdtempSync(path.join(tmpdir(), "silica-kills-"));
  const simulator = await started(
    [
      ...["--conditions=react-server", "--import", "tsx", "tests/bench/simulator.ts"],
      JSON.stringify({ currency, ...simulatorOptions }),
    ],
    0,
  );
  const place = simulator.said as { origin: string; url: string; apiKey: string };
  const ports = [await freePort(), await freePort()];
  const settings = {
    DATABASE_URL: database.url,
    AUTH_SECRET: secret,
    APP_URL: `http://localhost:${ports[0]}`,
    HOST: "127.0.0.1",
    STORAGE_URL: `file:${files}`,
    CURRENCY: currency,
    SILICONFLOW_BASE_URL: place.url,
    SILICONFLOW_API_KEY: place.apiKey,
    SILICONFLOW_MEDIA_ORIGINS: place.origin,
    SILICONFLOW_SIMULATED: "1",
    REQUESTS_PER_MINUTE: "1000000",
    PROVIDER_IMAGES_PER_MINUTE: "100000",
    PROVIDER_REQUESTS_PER_MINUTE: "100000",
    JOB_LEASE_MS: "3000",
    SWEEP_INTERVAL_MS: "500",
    VIDEO_POLL_MS: "1000",
    LOG_LEVEL: "error",
  };
  Object.assign(process.env, settings);
  const servers = ports.map((port) => toServer(port, settings));
  return {
    servers,
    simulator: place,
    close: async () => {
      for (const server of servers) await server.kill();
      await ended(simulator.process);
      await database.close();
      rmSync(files, { recursive: true, force: true });
    },
  };
}

function toServer(port: number, settings: Record<string, string>): Server {
  let child: ChildProcess | undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    isUp: () => child !== undefined,
    start: () => {
      const process_ = spawn(process.execPath, [...serverFlags, "server.mjs"], {
        cwd: path.join(root, ".next/standalone"),
        stdio: ["ignore", "ignore", "inherit"],
        env: { NODE_ENV: "production", PATH: process.env.PATH, ...serverVariables, ...settings, PORT: String(port) },
      });
      child = process_;
      process_.once("exit", () => {
        if (child === process_) child = undefined;
      });
    },
    kill: async () => {
      if (!child) return;
      const exit = once(child, "exit");
      child.kill("SIGKILL");
      await exit;
    },
  };
}
