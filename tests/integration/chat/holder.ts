import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import path from "node:path";
import type { StartedGeneration } from "@/lib/chat";
import type { MessagePart, StartGenerationInput } from "@/lib/chat/schema";
import type { Command } from "./holder-process";

/** A second process on the test's database and provider. */
export async function startHolder(environment: Record<string, string> = {}) {
  const child = spawn(
    process.execPath,
    ["--conditions=react-server", "--import", "tsx", path.join(import.meta.dirname, "holder-process.ts")],
    { env: { ...process.env, NODE_OPTIONS: "", ...environment }, stdio: ["pipe", "pipe", "inherit"] },
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
    start: (userId: string, input: StartGenerationInput) =>
      command<StartedGeneration>({ type: "start", userId, input }),
    live: () => command<{ id: string; parts: MessagePart[] }[]>({ type: "live" }),
    sweep: () => command<number>({ type: "sweep" }),
    drain: (graceMs: number) => command<string[]>({ type: "drain", graceMs }),
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
