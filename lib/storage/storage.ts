/** Both ends included, counted from 0. */
export interface ByteRange {
  start: number;
  end: number;
}

/** Bytes by key. Keys are made by us, never from people's words, and each is written once. */
export interface Storage {
  /**
   * Keeps a body. When this returns, it survives a power cut; when it fails, nothing of it is left.
   * @throws AppError `unavailable`, reason `disk_full`; what reading the body throws
   */
  put(key: string, body: ReadableStream<Uint8Array> | Uint8Array): Promise<{ sizeBytes: number; sha256: string }>;
  /**
   * @param range within the size
   * @returns the size of the whole, whatever the range
   * @throws AppError `not_found`, reason `file_missing`
   */
  open(key: string, range?: ByteRange): Promise<{ stream: ReadableStream<Uint8Array<ArrayBuffer>>; sizeBytes: number }>;
  /** Removes what there is of it, half of a lost `put` included. */
  delete(key: string): Promise<void>;
}
