import { accessSync, constants, mkdirSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { LaunchError, wordsOf } from "./failure";
import type { Lifetime } from "./lifetime";
import { ManagedProcess } from "./managed-process";
import { inRoot } from "../root";
import type { Settings } from "./settings";

const RESTART_PAUSE_MS = 1_000;
const STOP_PATIENCE_MS = 5_000;

/** What the simulator's process says once it listens. */
export const SimulatorReady = z.object({ url: z.string(), origin: z.string(), apiKey: z.string(), port: z.number() });
export type SimulatorReady = z.infer<typeof SimulatorReady>;

/**
 * Starts the provider's double where no provider is configured, and again on the same port whenever it dies.
 * @returns the variables by which the application finds it
 */
export async function startProvider(settings: Settings, lifetime: Lifetime): Promise<NodeJS.ProcessEnv> {
  const own = settings.environment;
  if (!settings.simulated) return settings.variables;
  let current = start(settings, 0);
  const ready = await current.message().then(SimulatorReady.parse, (error: unknown) => {
    throw new LaunchError(`The simulated provider did not start: ${wordsOf(error)}`);
  });
  let ending = false;
  lifetime.onEnd("the simulated provider", async () => {
    ending = true;
    await current.stop(STOP_PATIENCE_MS);
  });
  const keepAlive = async () => {
    while (!ending) {
      const how = await current.exited;
      if (ending) return;
      process.stderr.write(`The simulated provider is started again: ${how}.\n`);
      await pause(RESTART_PAUSE_MS);
      if (!ending) current = start(settings, ready.port);
    }
  };
  void keepAlive();
  return {
    ...settings.variables,
    SILICONFLOW_BASE_URL: ready.url,
    SILICONFLOW_API_KEY: ready.apiKey,
    SILICONFLOW_SIMULATED: "1",
    SILICONFLOW_MEDIA_ORIGINS: [...own.SILICONFLOW_MEDIA_ORIGINS, ready.origin].join(" "),
  };
}

/**
 * It bills in the installation's currency, at the same rates between currencies, and remembers voices, clips and bills
 * as the real one does while nothing runs here.
 */
function start({ environment, variables, dataFolder }: Settings, port: number): ManagedProcess {
  const { CURRENCY, CURRENCY_RATES } = environment;
  const rates = CURRENCY_RATES.map(({ currency, worth }) => `${currency}=${worth}`).join(",");
  const parameters = ["--port", String(port), "--currency", CURRENCY, "--rates", rates, ...memoryIn(dataFolder)];
  return new ManagedProcess([inRoot("dist/simulator.mjs"), ...parameters], variables);
}

/** Where nothing may be written, it forgets: that keeps nobody from trying. */
function memoryIn(dataFolder: string): string[] {
  const folder = path.join(dataFolder, "simulator");
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
    return ["--file", path.join(folder, "memory.jsonl")];
  } catch {
    return [];
  }
}
