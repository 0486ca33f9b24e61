import { newId } from "@/lib/core";
import type { LiveGeneration } from "./live-generation";
import type { RemoteGeneration } from "./remote-generation";

/** What this process does for the chat. */
export interface Holding {
  /** this process, in the rows it holds; a new one for each start */
  readonly holder: string;
  /** generations whose provider call is ours */
  readonly live: Map<string, LiveGeneration>;
  /** generations of other processes that are followed here */
  readonly remote: Map<string, RemoteGeneration>;
  /** work that a shutdown waits for: the ends of generations, titles */
  readonly background: Set<Promise<unknown>>;
  draining: boolean;
  checkpoints?: NodeJS.Timeout | undefined;
  /** the checkpoint under way */
  checkpoint?: Promise<void> | undefined;
  listening?: Promise<unknown> | undefined;
  /** the last sweep did not reach it */
  databaseWasAway: boolean;
}

const shared = globalThis as typeof globalThis & { silicaChat?: Holding };

/** One for the process, however many copies of this module a bundler makes. */
export function holding(): Holding {
  return (shared.silicaChat ??= {
    holder: newId(),
    live: new Map(),
    remote: new Map(),
    background: new Set(),
    draining: false,
    databaseWasAway: false,
  });
}

/** Lets work go on by itself; a shutdown waits for it. It must not fail. */
export function inBackground(work: Promise<unknown>): void {
  const { background } = holding();
  const tracked: Promise<unknown> = work.finally(() => background.delete(tracked));
  background.add(tracked);
}
