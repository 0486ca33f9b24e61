import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import http from "node:http";
import path from "node:path";
import { startSimulator } from "@/lib/simulator";
import { serverFlags, serverVariables } from "@/scripts/launch/server-flags";
import type { E2eWorld } from "./e2e-world";
import { openFreshDatabase } from "./fresh-database";

/**
 * What the browser tests run against: the production build on a fresh database, with the provider's double. A control
 * port kills and starts the application, so that tests can do what a crash does.
 */
const root = path.resolve(import.meta.dirname, "../..");
const port = Number(process.env.E2E_PORT ?? 3210);

const database = await openFreshDatabase({
  prefix: "silica_e2e",
  folder: "test-database",
  settings: { fsync: "off", synchronous_commit: "off", full_page_writes: "off" },
});
const simulator = await startSimulator({ firstTokenMs: 120, tokensPerSecond: 80, currencyRates: { CNY: "0.14" } });

const environment = {
  DATABASE_URL: database.url,
  AUTH_SECRET: randomBytes(32).toString("base64url"),
  APP_URL: `http://localhost:${port}`,
  PORT: String(port),
  HOST: "127.0.0.1",
  SILICONFLOW_BASE_URL: simulator.url,
  SILICONFLOW_API_KEY: simulator.apiKey,
  SILICONFLOW_MEDIA_ORIGINS: simulator.origin,
  SILICONFLOW_SIMULATED: "1",
  CURRENCY_RATES: "CNY=0.14",
  REQUESTS_PER_MINUTE: "100000",
  LOG_LEVEL: "warn",
  SIGNUP: "open",
};

let application: ChildProcess | undefined;

async function start(): Promise<void> {
  if (application) return;
  application = spawn(process.execPath, [...serverFlags, "server.mjs"], {
    cwd: path.join(root, ".next/standalone"),
    env: { NODE_ENV: "production", PATH: process.env.PATH, HOME: process.env.HOME, ...serverVariables, ...environment },
    stdio: "inherit",
  });
  application.once("exit", () => (application = undefined));
  for (let attempt = 0; attempt < 600; attempt++) {
    const ready = await fetch(`http://127.0.0.1:${port}/api/health/ready`).catch(() => undefined);
    if (ready?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("The application did not become ready.");
}

async function stop(signal: NodeJS.Signals): Promise<number | null> {
  const running = application;
  if (!running) return null;
  return new Promise((resolve) => {
    running.once("exit", (code) => resolve(code));
    running.kill(signal);
  });
}

const control = http.createServer((request, response) => {
  const action = request.url === "/kill" ? stop("SIGKILL") : request.url === "/terminate" ? stop("SIGTERM") : start();
  action.then(
    (result) => response.end(JSON.stringify({ result: result ?? null })),
    (error: unknown) => response.writeHead(500).end(String(error)),
  );
});
await new Promise<void>((resolve) => control.listen(0, "127.0.0.1", resolve));
const address = control.address() as { port: number };

const world: E2eWorld = {
  appUrl: environment.APP_URL,
  databaseUrl: database.url,
  authSecret: environment.AUTH_SECRET,
  simulator: { origin: simulator.origin, apiKey: simulator.apiKey },
  controlUrl: `http://127.0.0.1:${address.port}`,
};
mkdirSync(path.join(root, ".tmp"), { recursive: true });
writeFileSync(path.join(root, ".tmp/e2e-world.json"), JSON.stringify(world));
await start();

process.on("SIGTERM", async () => {
  await stop("SIGTERM");
  await simulator.close();
  await database.close();
  process.exit(0);
});
