import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { afterEach } from "vitest";

/** Runs a script as a process of the application, on the test's own database and provider. */
export function spawnApplication(file: string, environment: Record<string, string> = {}) {
  return spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", file], {
    env: { ...process.env, NODE_OPTIONS: "", ...environment },
    stdio: ["pipe", "pipe", "inherit"],
  });
}

/**
 * A process that works beside the test until it is killed, one at a time; one that is left over when a test ends is
 * killed too.
 * @param file a script that writes a line once it works
 */
export function workerProcess(file: string) {
  let child: ChildProcess | undefined;

  async function start(): Promise<void> {
    child = spawnApplication(file);
    await once(child.stdout!, "data");
  }

  /** as the kernel does it when memory runs out */
  async function kill(): Promise<void> {
    if (!child) return;
    const exit = once(child, "exit");
    child.kill("SIGKILL");
    await exit;
    child = undefined;
  }

  afterEach(kill);
  return { start, kill };
}

/**
 * A process that does what it is told: a line of JSON a command, a line `{ value, error? }` an answer.
 * @param file a script that writes a line once it listens
 */
export async function commandedProcess<Command>(file: string, environment?: Record<string, string>) {
  const child = spawnApplication(file, environment);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error("The other process has ended.");
    return value as string;
  };
  await next();
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));

  return {
    async command<Answer>(sent: Command): Promise<Answer> {
      child.stdin.write(`${JSON.stringify(sent)}\n`);
      const { value, error } = JSON.parse(await next()) as { value: Answer; error?: string };
      if (error !== undefined) throw new Error(error);
      return value;
    },
    /** as the kernel does it when memory runs out */
    async kill(): Promise<void> {
      child.kill("SIGKILL");
      await ended;
    },
    async end(): Promise<void> {
      child.stdin.end();
      await ended;
    },
  };
}
