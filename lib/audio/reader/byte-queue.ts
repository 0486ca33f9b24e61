/** Bytes that arrive in pieces, looked at and taken in others. Holds no more than was asked for, and one piece. */
export class ByteQueue {
  private bytes: Buffer = Buffer.alloc(0);
  /** how many were taken */
  passed = 0;
  private readonly source: AsyncIterator<Uint8Array>;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.source = source[Symbol.asyncIterator]();
  }

  /** how many are here */
  get length(): number {
    return this.bytes.length;
  }

  /** Waits until so many are here. @returns false where there are no more */
  async fill(count: number): Promise<boolean> {
    while (this.bytes.length < count) {
      const next = await this.source.next();
      if (next.done) return false;
      const piece = Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength);
      this.bytes = this.bytes.length === 0 ? piece : Buffer.concat([this.bytes, piece]);
    }
    return true;
  }

  /** Those at the front, fewer where fewer are here. They are good until the next `fill`. */
  peek(count: number, from = 0): Buffer {
    return this.bytes.subarray(from, from + count);
  }

  take(count: number): Buffer {
    const taken = this.bytes.subarray(0, count);
    this.bytes = this.bytes.subarray(taken.length);
    this.passed += taken.length;
    return taken;
  }

  /** Leaves bytes out, also those that are still to come. @returns false where the end came first */
  async skip(count: number): Promise<boolean> {
    let left = count - this.take(count).length;
    while (left > 0) {
      if (!(await this.fill(1))) return false;
      left -= this.take(left).length;
    }
    return true;
  }

  /** All that is left, in pieces of at most this size. */
  async *rest(size: number): AsyncGenerator<Buffer> {
    while (await this.fill(1)) {
      while (this.bytes.length > 0) yield this.take(size);
    }
  }
}
