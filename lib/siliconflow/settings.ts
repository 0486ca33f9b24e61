/** Time and chance, handed in so that tests decide them. */
export interface Chance {
  /** a monotonic clock in milliseconds */
  now(): number;
  /** between 0 and 1 */
  random(): number;
  /** @throws the signal's reason when it aborts first */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** How the client is set up; `siliconflow()` takes every value from the environment. */
export interface Settings extends Chance {
  baseUrl: string;
  apiKey: string | undefined;
  connectTimeoutMs: number;
  firstTokenTimeoutMs: number;
  gapTimeoutMs: number;
  totalTimeoutMs: number;
  /** calls made for one wish, the first included */
  attempts: number;
  retryBaseMs: number;
  retryCapMs: number;
  /** in an outage the least time between two calls that try whether it is over */
  probeIntervalMs: number;
  /** whether this process may be the one that tries `circuit` now: all processes of an installation take turns */
  mayProbe(circuit: string): Promise<boolean>;
  coalesceMs: number;
}

export type SiliconFlowOptions = Pick<Settings, "baseUrl" | "apiKey"> & Partial<Settings>;

export function completeSettings(options: SiliconFlowOptions): Settings {
  return {
    connectTimeoutMs: 10_000,
    firstTokenTimeoutMs: 60_000,
    gapTimeoutMs: 30_000,
    totalTimeoutMs: 600_000,
    attempts: 3,
    retryBaseMs: 1_000,
    retryCapMs: 30_000,
    probeIntervalMs: 1_000,
    mayProbe: async () => true,
    coalesceMs: 40,
    now: () => performance.now(),
    random: Math.random,
    sleep,
    ...options,
  };
}

function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(abortError(signal));
    const stop = () => {
      clearTimeout(timer);
      reject(abortError(signal));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, milliseconds);
    signal?.addEventListener("abort", stop, { once: true });
  });
}

/** What a caller who gave up gets: always an error named AbortError, whatever reason was given. */
export function abortError(signal?: AbortSignal): Error {
  const reason: unknown = signal?.reason;
  if (reason instanceof Error && reason.name === "AbortError") return reason;
  return new DOMException("The call was stopped.", "AbortError");
}

export function isAbortError(error: unknown): boolean {
  return error instanceof Error && error.name === "AbortError";
}
