/** What reading one recording may cost its process. */
export const limits = {
  /** of the processor, for a whole recording: hours of sound take seconds */
  processorMs: 15 * 60_000,
  /** beyond what the process holds at its start: sound passes through, however long it is */
  memoryBytes: 512 * 1024 * 1024,
  /** of that, for objects of JavaScript */
  heapMegabytes: 192,
  /** bytes between the frames of a recording that are none, before it counts as damaged */
  strayBytes: 256 * 1024,
  channels: 8,
  lowestRate: 2_000,
  highestRate: 384_000,
  /** of one piece that is handed over as a whole */
  cutMs: 60_000,
  partMs: 30 * 60_000,
} as const;

/** How many processes work at once in a server: people wait for the first, and nobody for the others. */
export const atOnce = { read: 2, split: 2, join: 2 } as const;
export type Lane = keyof typeof atOnce;
