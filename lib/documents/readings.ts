/** A reading under way in this process. */
export interface Reading {
  /** when the row says how it ended; never fails */
  ended: Promise<void>;
  stop: () => void;
}

const shared = globalThis as typeof globalThis & { silicaReadings?: Map<string, Reading> };

/** By asset. One map for the process, however many copies of this module a bundler makes. */
export function readings(): Map<string, Reading> {
  return (shared.silicaReadings ??= new Map());
}

/** Ends what this process is reading; its rows are free for the next process at once. */
export async function drainDocuments(): Promise<void> {
  const all = [...readings().values()];
  for (const reading of all) reading.stop();
  await Promise.all(all.map(({ ended }) => ended));
}
