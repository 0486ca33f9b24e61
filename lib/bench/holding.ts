import { newId } from "@/lib/core";
import type { LiveRun } from "./live-run";

/** What this process does for the bench. */
export interface Holding {
  /** this process, in the rows it holds; a new one for each start */
  readonly holder: string;
  readonly live: Map<string, LiveRun>;
  /** work that a shutdown waits for */
  readonly background: Set<Promise<unknown>>;
  draining: boolean;
  timer?: NodeJS.Timeout | undefined;
  checkpoint?: Promise<void> | undefined;
}

const shared = globalThis as typeof globalThis & { silicaBench?: Holding };

/** One for the process, however many copies of this module a bundler makes. */
export function holding(): Holding {
  return (shared.silicaBench ??= { holder: newId(), live: new Map(), background: new Set(), draining: false });
}

/** Lets work go on by itself; a shutdown waits for it. It must not fail. */
export function inBackground(work: Promise<unknown>): void {
  const { background } = holding();
  const tracked: Promise<unknown> = work.finally(() => background.delete(tracked));
  background.add(tracked);
}
