import { AppError } from "@/lib/core";
import { atOnce, type Lane } from "./limits";

interface Waiting {
  person: string;
  start: () => void;
}

interface Turns {
  /** whose recordings are worked on */
  running: string[];
  /** in the order in which they came */
  waiting: Waiting[];
}

const shared = globalThis as typeof globalThis & { silicaAudio?: Record<Lane, Turns> };

/** One for the process, however many copies of this module a bundler makes. */
function turnsOf(lane: Lane): Turns {
  const none = (): Turns => ({ running: [], waiting: [] });
  return (shared.silicaAudio ??= { read: none(), split: none(), join: none() })[lane];
}

/**
 * Waits until another process may start. Who has none running goes before who has, so that many recordings of one
 * person do not keep the only one of another waiting.
 * @returns gives the turn to the next
 * @throws AppError `unavailable` when the signal ends the waiting
 */
export async function takeTurn(lane: Lane, person: string, signal?: AbortSignal): Promise<() => void> {
  if (signal?.aborted) throw stopped();
  const { running, waiting } = turnsOf(lane);
  if (running.length < atOnce[lane]) running.push(person);
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
}

export function stopped(): AppError {
  return new AppError("unavailable", "The work on this recording was stopped.");
}
