import { createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { LaunchError } from "./failure";
import type { Lifetime } from "./lifetime";
import { ManagedProcess } from "./managed-process";
import type { Settings } from "./settings";

const READY_PATIENCE_MS = 120_000;
const STOP_PATIENCE_MS = 30_000;

/**
 * Starts the application and waits until it is ready. When it dies afterwards, everything ends.
 * @param parameters the module to run, and what it is given
 */
export async function startApplication(
  parameters: string[],
  settings: Settings,
  variables: NodeJS.ProcessEnv,
  lifetime: Lifetime,
): Promise<void> {
  const application = new ManagedProcess(parameters, variables);
  lifetime.onEnd("the application", () => application.stop(STOP_PATIENCE_MS));
  let ready = false;
  void application.exited.then((how) => {
    if (lifetime.signal.aborted) return;
    lifetime.fail(new LaunchError(`The application ${ready ? "has died" : "did not start"}: ${how}.`));
  });
  const deadline = performance.now() + READY_PATIENCE_MS;
  while (!(await isReady(settings))) {
    lifetime.signal.throwIfAborted();
    if (performance.now() > deadline) {
      throw new LaunchError(`The application was not ready after ${READY_PATIENCE_MS / 1000} s. Its log says why.`);
    }
    await pause(50, undefined, { signal: lifetime.signal });
  }
  ready = true;
}

async function isReady({ environment: { HOST, PORT } }: Settings): Promise<boolean> {
  try {
    const address = `http://${HOST === "0.0.0.0" ? "127.0.0.1" : HOST === "::" ? "[::1]" : HOST}:${PORT}`;
    const response = await fetch(`${address}/api/health/ready`, { signal: AbortSignal.timeout(20_000) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

/** @throws LaunchError when somebody else listens on the port */
export async function requirePort({ environment: { HOST, PORT } }: Settings): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => {
      const words =
        error.code === "EADDRINUSE"
          ? `Port ${PORT} is in use. Stop what uses it, or set PORT to another.`
          : `Cannot listen on ${HOST}:${PORT}: ${error.message}`;
      reject(new LaunchError(words));
    });
    probe.listen(PORT, HOST, () => probe.close(() => resolve()));
  });
}
