import type { GenerationEvent } from "./schema";

interface Entry {
  /** the reader's position once it has this entry; undefined: it belongs together with the next */
  position: number | undefined;
  frame: string;
}

/**
 * The numbered events of one generation, kept as the frames that go over the wire, so that an event is serialised once
 * however many read it. Bounded: the oldest are dropped, and a reader that has not had them begins again with a
 * snapshot. The log never waits for a reader.
 */
export class EventLog {
  #entries: Entry[] = [];
  /** how many entries were dropped before `#entries[0]` */
  #dropped = 0;
  #chars = 0;
  #position: number;
  /** position just before `#entries[0]`; undefined where what was dropped ends in the middle of what belongs together */
  #floor: number | undefined;
  #ended = false;
  readonly #listeners = new Set<() => void>();

  constructor(
    private readonly maxChars: number,
    startPosition = 0,
  ) {
    this.#position = this.#floor = startPosition;
  }

  get position(): number {
    return this.#position;
  }

  /** No more events will come. */
  get ended(): boolean {
    return this.#ended;
  }

  /** The number of entries ever appended: where a reader stands that has seen everything. */
  get length(): number {
    return this.#dropped + this.#entries.length;
  }

  /** Appends an event under the next position. */
  append(event: GenerationEvent): void {
    this.appendAt(this.#position + 1, event);
  }

  /** Appends an event under a position given elsewhere; undefined: readers resume before or after it, not at it. */
  appendAt(position: number | undefined, event: GenerationEvent): void {
    const frame = toFrame(event, position);
    this.#entries.push({ position, frame });
    this.#chars += frame.length;
    if (position !== undefined) this.#position = position;
    while (this.#chars > this.maxChars && this.#entries.length > 1) {
      const dropped = this.#entries.shift()!;
      this.#chars -= dropped.frame.length;
      this.#dropped++;
      this.#floor = dropped.position;
    }
    this.#wake();
  }

  end(): void {
    this.#ended = true;
    this.#wake();
  }

  /** Where a reader that has everything up to `position` goes on; undefined where only a snapshot helps. */
  resumeAt(position: number): number | undefined {
    const found = this.#entries.findLastIndex((entry) => entry.position === position);
    if (found >= 0) return this.#dropped + found + 1;
    return position === this.#floor ? this.#dropped : undefined;
  }

  /**
   * Frames from `index` on, joined up to `maxChars` but at least one, and the index after them.
   * @returns undefined where they are no longer in memory; an empty text where there is nothing new
   */
  read(index: number, maxChars: number): { frames: string; next: number } | undefined {
    if (index < this.#dropped) return undefined;
    let frames = "";
    let next = index;
    while (next < this.length && (frames === "" || frames.length < maxChars)) {
      frames += this.#entries[next - this.#dropped]!.frame;
      next++;
    }
    return { frames, next };
  }

  /** How many are listening. */
  get readers(): number {
    return this.#listeners.size;
  }

  /** Calls `listener` whenever there is something new. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #wake(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** One server-sent event. JSON has no line breaks of its own, so one `data:` line is enough. */
export function toFrame(event: GenerationEvent, position?: number): string {
  return `${position === undefined ? "" : `id: ${position}\n`}data: ${JSON.stringify(event)}\n\n`;
}
