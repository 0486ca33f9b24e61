/** @see share-chunks.mjs */
export function shareChunks(folder: string): number;
