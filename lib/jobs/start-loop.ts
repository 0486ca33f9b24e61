import { subscribe } from "@/lib/db";
import { env } from "@/lib/env";

/** Something a process does whenever there is a reason, until it is stopped. */
export interface Loop {
  wake(): void;
  /** Resolves when what it does is done; nothing more is begun. */
  stop(): Promise<void>;
}

/**
 * Looks at once, at every signal on `channel`, and when the last look said that time alone will have changed something.
 * Signals may be missed, so it also looks every SWEEP_INTERVAL_MS.
 * @param look says in how many milliseconds to look again; undefined where nothing is known
 */
export async function startLoop(
  channel: string,
  look: () => Promise<number | undefined>,
  onError: (error: unknown) => void,
): Promise<Loop> {
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<void> | undefined;
  let again = false;
  let stopped = false;
  const unsubscribe = await subscribe(channel, wake);
  wake();

  /** One look at a time; whatever is asked for meanwhile is one more. */
  function wake(): void {
    again = true;
    if (stopped) return;
    round ??= lookUntilQuiet().finally(() => {
      round = undefined;
      if (again) wake();
    });
  }

  async function lookUntilQuiet(): Promise<void> {
    let nextMs: number | undefined;
    while (again && !stopped) {
      again = false;
      try {
        nextMs = await look();
      } catch (error) {
        onError(error);
        nextMs = undefined;
      }
    }
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(wake, Math.min(nextMs ?? Infinity, env().SWEEP_INTERVAL_MS)).unref();
  }

  async function stop(): Promise<void> {
    stopped = true;
    unsubscribe();
    clearTimeout(timer);
    await round;
  }

  return { wake, stop };
}
