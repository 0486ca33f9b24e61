import { AppError } from "@/lib/core";
import { limits } from "./limits";

interface Turns {
  running: number;
  /** in the order in which they came */
  waiting: (() => void)[];
}

const shared = globalThis as typeof globalThis & { silicaReaders?: Turns };

/** One for the process, however many copies of this module a bundler makes. */
function turns(): Turns {
  return (shared.silicaReaders ??= { running: 0, waiting: [] });
}

/**
 * Waits until a reader may start, first come, first served.
 * @returns gives the turn to the next
 * @throws AppError `unavailable` when the signal ends the waiting
 */
export async function takeTurn(signal?: AbortSignal): Promise<() => void> {
  const { waiting } = turns();
  if (signal?.aborted) throw stopped();
  if (turns().running >= limits.readers) {
    await new Promise<void>((resolve, reject) => {
      const start = () => {
        signal?.removeEventListener("abort", stop);
        resolve();
      };
      const stop = () => {
        waiting.splice(waiting.indexOf(start), 1);
        reject(stopped());
      };
      signal?.addEventListener("abort", stop, { once: true });
      waiting.push(start);
    });
  } else turns().running++;
  let released = false;
  return () => {
    if (released) return;
    released = true;
    // The turn passes on as it is, so that nobody can slip in between.
    const next = waiting.shift();
    if (next) next();
    else turns().running--;
  };
}

function stopped(): AppError {
  return new AppError("unavailable", "The reading was stopped.");
}
