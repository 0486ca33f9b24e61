// What `npm run quickstart`, `npm start` and the container run: everything, started in order and ended in reverse.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { checkStorageSettings } from "@/lib/storage/check-settings";
import { announce } from "./launch/announce";
import { requirePort, startApplication } from "./launch/application";
import { openDatabase } from "./launch/database";
import { LaunchError } from "./launch/failure";
import { Lifetime } from "./launch/lifetime";
import { applyMigrations, prepareData, type Prepared } from "./launch/prepare";
import { startProvider } from "./launch/provider";
import { serverFlags, serverVariables } from "./launch/server-flags";
import { inRoot } from "./root";
import { readSettings, type Settings } from "./launch/settings";
import { step } from "./steps.mjs";

/** In a checkout: write what settings are missing and build what is not built. */
const quickstart = process.argv.includes("--quickstart");
const server = inRoot(".next/standalone/server.mjs");
const lifetime = new Lifetime();

async function launch(): Promise<void> {
  let settings!: Settings;
  await step("Settings", async () => {
    settings = readSettings({ mode: "production", writeEnvFile: quickstart });
    await requirePort(settings);
    const trouble = await checkStorageSettings(settings.environment);
    if (trouble) throw new LaunchError(trouble);
    return settings.written ?? "checked";
  });
  if (!quickstart && !existsSync(server)) throw new LaunchError("Nothing is built yet: run npm run build.");

  let variables = settings.variables;
  await step("Database", async () => {
    const { url, words } = await openDatabase(settings, lifetime);
    variables = { ...variables, DATABASE_URL: url };
    return words;
  });
  await step("Migrations", () => applyMigrations(variables.DATABASE_URL!));
  lifetime.signal.throwIfAborted();
  if (quickstart) await step("Build", (progress) => build(progress));
  let prepared!: Prepared;
  await step("Catalogue", async () => {
    prepared = await prepareData(variables);
  });
  lifetime.signal.throwIfAborted();
  await step("Start", async () => {
    variables = { ...(await startProvider(settings, lifetime)), DATABASE_URL: variables.DATABASE_URL };
    await startApplication([...serverFlags, server], settings, { ...serverVariables, ...variables }, lifetime);
  });
  announce(settings, prepared);
}

/** In a process of its own: it takes memory that the launcher would keep. */
async function build(progress: (words: string) => void): Promise<string> {
  const child = spawn(process.execPath, [inRoot("scripts/build.mjs")], {
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const end = () => process.kill(-child.pid!, "SIGTERM");
  lifetime.signal.addEventListener("abort", end, { once: true });
  let said = "";
  const hear = (text: Buffer) => {
    said += text.toString();
    progress(text.toString().trim().split("\n").at(-1) ?? "");
  };
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  const [status] = (await once(child, "close")) as [number | null];
  lifetime.signal.removeEventListener("abort", end);
  lifetime.signal.throwIfAborted();
  if (status !== 0) throw new LaunchError(said.trim().split("\n").slice(-40).join("\n"));
  return said.includes("up to date") ? "up to date" : "done";
}

process.exit(await lifetime.run(launch));
