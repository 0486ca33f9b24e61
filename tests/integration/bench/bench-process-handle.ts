import path from "node:path";
import type { BenchRun, StartRunInput } from "@/lib/bench/schema";
import { commandedProcess } from "@/tests/support/worker-process";
import type { Command } from "./bench-process";

/** A second process on the test's database and provider. */
export async function startBenchProcess() {
  const file = path.join(import.meta.dirname, "bench-process.ts");
  const { command, kill, end } = await commandedProcess<Command>(file);
  return {
    start: (userId: string, input: StartRunInput) => command<BenchRun>({ type: "start", userId, input }),
    drain: (graceMs: number) => command<null>({ type: "drain", graceMs }),
    kill,
    end,
  };
}
