/** What one document may cost. Beyond any of these a document is `too_large`. */
export const limits = {
  fileBytes: 64 * 1024 * 1024,
  /** UTF-16 units of text in all: some two million tokens, more than any model reads */
  characters: 8_000_000,
  pages: 5_000,
  /** parts of an archive, and bytes of those that are read, unpacked */
  archiveEntries: 10_000,
  archiveBytes: 512 * 1024 * 1024,
  /** strings that a workbook shares between its sheets */
  sharedCharacters: 32_000_000,
  /** open elements of XML and HTML */
  depth: 2_000,
  /** of the reading process; it waits for its turn at the processor when answers keep that busy */
  processorMs: 60_000,
  readingMs: 300_000,
  /** of the reading process, beyond what it holds at its start */
  memoryBytes: 640 * 1024 * 1024,
  /** of that, for objects of JavaScript */
  heapMegabytes: 512,
  /** readings at once in a server process: on small machines the rest belongs to answers */
  readers: 2,
  /** how often a reading that broke off with its server is taken up again */
  attempts: 3,
  /** where a text has no pages of its own, the size at which it is cut */
  partCharacters: 6_000,
  /** the longer side of a drawn page in pixels */
  drawnPixels: 2_000,
} as const;
