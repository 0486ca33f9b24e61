const newline = 10;
const carriageReturn = 13;
const space = 32;
const colon = 58;
/** `data` in ASCII */
const dataField = [100, 97, 116, 97] as const;

/**
 * Splits the bytes of an event stream into the payloads of its `data:` lines.
 *
 * Lines are cut at the newline byte, which no character of UTF-8 contains, and only whole lines are decoded: a
 * character split between two chunks is never seen in halves, and no byte is searched twice.
 */
export class EventReader {
  /** bytes of a line whose end has not come */
  #rest: Buffer[] = [];
  #restBytes = 0;
  #started = false;

  constructor(
    private readonly maxLineBytes: number,
    /** a payload; lines that are no field of an event stream are handed over whole, for they may be an error */
    private readonly onData: (payload: string) => void,
    private readonly onTooLong: () => void,
  ) {}

  push(chunk: Buffer): void {
    let start = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
      if (this.#restBytes === 0) {
        this.#line(chunk, start, end);
      } else {
        this.#rest.push(chunk.subarray(start, end));
        this.#flush();
      }
      start = end + 1;
    }
    if (start === chunk.length) return;
    this.#rest.push(start === 0 ? chunk : chunk.subarray(start));
    this.#restBytes += chunk.length - start;
    if (this.#restBytes > this.maxLineBytes) this.onTooLong();
  }

  /** The stream is over: a last line without a newline counts. */
  end(): void {
    if (this.#restBytes > 0) this.#flush();
  }

  #flush(): void {
    const line = this.#rest.length === 1 ? this.#rest[0]! : Buffer.concat(this.#rest);
    this.#rest = [];
    this.#restBytes = 0;
    this.#line(line, 0, line.length);
  }

  #line(bytes: Buffer, from: number, to: number): void {
    let start = from;
    const end = to > from && bytes[to - 1] === carriageReturn ? to - 1 : to;
    if (!this.#started) {
      this.#started = true;
      if (bytes[start] === 0xef && bytes[start + 1] === 0xbb && bytes[start + 2] === 0xbf) start += 3;
    }
    if (start >= end || bytes[start] === colon) return;
    if (
      bytes[start] === dataField[0] &&
      bytes[start + 1] === dataField[1] &&
      bytes[start + 2] === dataField[2] &&
      bytes[start + 3] === dataField[3] &&
      bytes[start + 4] === colon
    ) {
      start += bytes[start + 5] === space ? 6 : 5;
      if (start < end) this.onData(bytes.toString("utf8", start, end));
      return;
    }
    const line = bytes.toString("utf8", start, end);
    if (!/^(event|id|retry)(:|$)/.test(line)) this.onData(line);
  }
}
