import type { BenchRun, RunEvent } from "@/lib/bench/schema";

/** A run after one more event. Pure. */
export function applyEvent(run: BenchRun | undefined, event: RunEvent): BenchRun | undefined {
  if (event.type === "started" || event.type === "ended") return event.run;
  if (!run) return undefined;
  if (event.type === "snapshot") return { ...run, result: event.result };
  return { ...run, result: { ...run.result, [event.type]: run.result[event.type] + event.text } };
}
