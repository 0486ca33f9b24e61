/** How long a failed job waits: 2 s, 4 s, 8 s … at most ten minutes. */
export function retryDelayMs(attempts: number): number {
  return Math.min(600_000, 1_000 * 2 ** Math.min(attempts, 20));
}
