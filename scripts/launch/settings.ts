import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseEnv } from "node:util";
import { EnvironmentError, readEnvironment, type Environment } from "@/lib/env";
import { LaunchError } from "./failure";
import { inRoot, root } from "../root";

export interface Settings {
  environment: Environment;
  /** what the application's processes get as their environment; without DATABASE_URL where the launcher runs one */
  variables: NodeJS.ProcessEnv;
  /** where this installation keeps what is its own */
  dataFolder: string;
  /** where the embedded database lies; undefined when DATABASE_URL names a server */
  databaseFolder: string | undefined;
  /** no provider is configured: the double stands in */
  simulated: boolean;
  /** what was written for want of it */
  written: string | undefined;
}

/** Stands for the address that is known only once the database runs. */
const LATER = "postgresql://later";

interface Options {
  mode: "production" | "development";
  /** write `.env` where there is none */
  writeEnvFile?: boolean;
}

/**
 * The settings: the environment, then `.env`, then what follows from other settings.
 * @throws EnvironmentError naming every wrong variable
 */
export function readSettings({ mode, writeEnvFile = false }: Options): Settings {
  const envFile = inRoot(".env");
  const written = writeEnvFile && !existsSync(envFile) && !process.env.AUTH_SECRET ? writeEnv(envFile) : undefined;
  const variables = merge(readEnvFile(envFile), process.env, mode);

  const dataFolder = path.resolve(root, variables.DATA_FOLDER ?? "./data");
  const port = Number(variables.PORT ?? 3000);
  if (Number.isInteger(port)) variables.APP_URL ??= `http://localhost:${port}`;
  variables.STORAGE_URL = absoluteStorage(variables.STORAGE_URL ?? `file:${path.join(dataFolder, "storage")}`);
  const embedded = variables.DATABASE_URL === undefined;
  if (embedded && !existsSync(envFile)) variables.AUTH_SECRET ??= keptSecret(dataFolder);
  const simulated = variables.SILICONFLOW_API_KEY === undefined && variables.SILICONFLOW_BASE_URL === undefined;
  // So that a first try has pictures and clips, whose prices are published in yuan only.
  if (simulated && (variables.CURRENCY ?? "USD") === "USD") variables.CURRENCY_RATES ??= "CNY=0.14";

  return {
    environment: check({ DATABASE_URL: LATER, ...variables }),
    variables,
    dataFolder,
    databaseFolder: embedded ? dataFolder : undefined,
    simulated,
    written,
  };
}

function check(variables: NodeJS.ProcessEnv): Environment {
  try {
    return readEnvironment(variables);
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    throw new EnvironmentError(`${error.message.split("\n").join("; ")} (in .env or the environment)`);
  }
}

function readEnvFile(file: string): Record<string, string | undefined> {
  if (!existsSync(file)) return {};
  try {
    return parseEnv(readFileSync(file, "utf8"));
  } catch (error) {
    throw new LaunchError(`${file} cannot be read: ${(error as Error).message}`);
  }
}

/** Later ones win; an empty value counts as unset. */
function merge(
  file: Record<string, string | undefined>,
  given: NodeJS.ProcessEnv,
  mode: Options["mode"],
): NodeJS.ProcessEnv {
  const set = Object.entries({ ...file, ...nonEmpty(given), NODE_ENV: mode });
  return Object.fromEntries(set.filter(([, value]) => value)) as NodeJS.ProcessEnv;
}

function nonEmpty(given: NodeJS.ProcessEnv): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value));
}

/** The application runs in a folder of its own, so relative places are made absolute here. */
function absoluteStorage(url: string): string {
  const place = /^file:(?!\/\/)(.*)$/.exec(url)?.[1];
  return place === undefined ? url : `file:${path.resolve(root, place)}`;
}

function writeEnv(file: string): string {
  const text = [
    "# Settings of this installation. All of them, with what they do: .env.example",
    "# It holds secrets: keep it to yourself.",
    `AUTH_SECRET=${newSecret()}`,
    "",
    "# Without a key the provider is simulated.",
    "# SILICONFLOW_API_KEY=",
    "",
  ];
  writeFileSync(file, text.join("\n"), { mode: 0o600, flag: "wx" });
  return "wrote .env";
}

/**
 * The secret of an installation that nobody gave one, kept beside the database that goes with it: a container starts
 * without any setting and sessions survive its replacement.
 */
function keptSecret(dataFolder: string): string {
  const file = path.join(dataFolder, "auth-secret");
  try {
    mkdirSync(dataFolder, { recursive: true, mode: 0o711 });
    writeFileSync(file, newSecret(), { mode: 0o600, flag: "wx" });
  } catch (error) {
    if (!existsSync(file)) {
      throw new LaunchError(`The data folder ${dataFolder} cannot be used: ${(error as Error).message}`);
    }
  }
  return readFileSync(file, "utf8").trim();
}

function newSecret(): string {
  return randomBytes(32).toString("base64url");
}
