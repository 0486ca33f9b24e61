import type { AppError } from "@/lib/core";

interface Waiting {
  person: string;
  start: () => void;
}

interface Turns {
  /** whose work is being done, each as often as they have a turn */
  running: string[];
  /** in the order in which they came */
  waiting: Waiting[];
}

const shared = globalThis as typeof globalThis & { silicaLocalTurns?: Map<string, Turns> };

/** One of each name for the process, however many copies of this module a bundler makes. */
function turnsOf(name: string): Turns {
  const all = (shared.silicaLocalTurns ??= new Map<string, Turns>());
  const turns = all.get(name) ?? { running: [], waiting: [] };
  all.set(name, turns);
  return turns;
}

/** Waits for a turn. @returns gives it to the next @throws the AppError of `stopped` when the signal ends the waiting */
type TakeTurn = (person: string, signal?: AbortSignal) => Promise<() => void>;

/**
 * Turns for what one process of the server does so many times at once. Who has none running goes before who has, so
 * that a hundred pieces of work of one person do not keep the only one of another waiting.
 */
export function localTurns({
  name,
  atOnce,
  stopped,
}: {
  name: string;
  atOnce: number;
  stopped: () => AppError;
}): TakeTurn {
  return async (person, signal) => {
    if (signal?.aborted) throw stopped();
    const { running, waiting } = turnsOf(name);
    if (running.length < atOnce) running.push(person);
    else {
      await new Promise<void>((resolve, reject) => {
        const stop = () => {
          waiting.splice(waiting.indexOf(place), 1);
          reject(stopped());
        };
        const place: Waiting = {
          person,
          start: () => {
            signal?.removeEventListener("abort", stop);
            resolve();
          },
        };
        signal?.addEventListener("abort", stop, { once: true });
        waiting.push(place);
      });
    }
    return () => {
      running.splice(running.indexOf(person), 1);
      const other = waiting.findIndex((place) => !running.includes(place.person));
      const [next] = waiting.splice(Math.max(0, other), 1);
      if (!next) return;
      running.push(next.person);
      next.start();
    };
  };
}
