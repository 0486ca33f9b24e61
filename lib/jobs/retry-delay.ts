/** How long a failed job waits: 2 s, 4 s, 8 s … at most ten minutes, or twenty seconds where it has a deadline. */
export function retryDelayMs(attempts: number, urgent = false): number {
  return Math.min(urgent ? 20_000 : 600_000, 1_000 * 2 ** Math.min(attempts, 20));
}
