import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import path from "node:path";
import type { BenchRun, StartRunInput } from "@/lib/bench/schema";
import type { Command } from "./bench-process";

/** A second process on the test's database and provider. */
export async function startBenchProcess() {
  const child = spawn(
    process.execPath,
    ["--conditions=react-server", "--import", "tsx", path.join(import.meta.dirname, "bench-process.ts")],
    { env: { ...process.env, NODE_OPTIONS: "" }, stdio: ["pipe", "pipe", "inherit"] },
  );
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error("The other process has ended.");
    return value as string;
  };
  await next();
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));

  async function command<Answer>(sent: Command): Promise<Answer> {
    child.stdin.write(`${JSON.stringify(sent)}\n`);
    const { value, error } = JSON.parse(await next()) as { value: Answer; error?: string };
    if (error !== undefined) throw new Error(error);
    return value;
  }

  return {
    start: (userId: string, input: StartRunInput) => command<BenchRun>({ type: "start", userId, input }),
    drain: (graceMs: number) => command<null>({ type: "drain", graceMs }),
    /** as the kernel does it when memory runs out */
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
    async end() {
      child.stdin.end();
      await ended;
    },
  };
}
