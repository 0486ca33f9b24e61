import path from "node:path";
import type { StartedGeneration } from "@/lib/chat";
import type { MessagePart, StartGenerationInput } from "@/lib/chat/schema";
import { commandedProcess } from "@/tests/support/worker-process";
import type { Command } from "./holder-process";

/** A second process on the test's database and provider. */
export async function startHolder(environment: Record<string, string> = {}) {
  const file = path.join(import.meta.dirname, "holder-process.ts");
  const { command, kill, end } = await commandedProcess<Command>(file, environment);
  return {
    start: (userId: string, input: StartGenerationInput) =>
      command<StartedGeneration>({ type: "start", userId, input }),
    live: () => command<{ id: string; parts: MessagePart[] }[]>({ type: "live" }),
    sweep: () => command<number>({ type: "sweep" }),
    drain: (graceMs: number) => command<string[]>({ type: "drain", graceMs }),
    kill,
    end,
  };
}
