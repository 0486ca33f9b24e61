/** Both ends included, counted from 0. */
export interface ByteRange {
  start: number;
  end: number;
}

export interface PutOptions {
  /** of the body, where it is known for certain; a body that is longer or shorter is refused */
  sizeBytes?: number | undefined;
}

/** A file as a list of the storage shows it. */
export interface StoredFile {
  key: string;
  sizeBytes: number;
  /** by the storage's own clock */
  writtenAt: Date;
}

export interface StoredPage {
  files: StoredFile[];
  /** where the next page begins; undefined at the end */
  next: string | undefined;
}

/**
 * Bytes by key. Keys are made by us, never from people's words, and each is written once.
 *
 * Every verb fails with AppError `unavailable`: reason `disk_full`, where there is no room; reason `storage_unreachable`,
 * where the storage does not answer, or not as it should.
 */
export interface Storage {
  /**
   * Keeps a body. When this returns, it survives a power cut and is what was given; when it fails, nothing of it is left
   * that `delete` would not remove.
   * @throws AppError `invalid_input` (`broken_off`) for a body of another size; what reading the body throws
   */
  put(
    key: string,
    body: ReadableStream<Uint8Array> | Uint8Array,
    options?: PutOptions,
  ): Promise<{ sizeBytes: number; sha256: string }>;
  /**
   * @param range within the size
   * @returns the size of the whole, whatever the range
   * @throws AppError `not_found`, reason `file_missing`
   */
  open(key: string, range?: ByteRange): Promise<{ stream: ReadableStream<Uint8Array<ArrayBuffer>>; sizeBytes: number }>;
  /** How large a file is; undefined where there is none. */
  sizeOf(key: string): Promise<number | undefined>;
  /** Removes what there is of it, half of a lost `put` included. Nothing to remove is no failure. */
  delete(key: string): Promise<void>;
  /**
   * Everything there is, halves of lost `put`s as well, some at a time and in an order of its own. What does not look
   * like a key of ours is left out: it may be somebody else's.
   * @param from `next` of the page before
   */
  list(from?: string): Promise<StoredPage>;
}

/** @throws Error for what is not a key: those are made by us, so somebody else's is a fault */
export function requireKey(key: string): void {
  if (!isKey(key)) throw new Error("Not a storage key.");
}

export function isKey(name: string): boolean {
  return /^[a-z0-9][a-z0-9-]{7,99}$/.test(name);
}
