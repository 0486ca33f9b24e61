/** the pause between two paintings of arriving text: some twenty-five a second */
const pauseMs = 40;
/** painting may take this share of the time at most */
const share = 4;

/**
 * Collects what arrives and hands it on in steps: the first at once, then no more often than a reader can see, and less
 * often where drawing takes long.
 */
export class Batcher<Item> {
  private items: Item[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private frame: number | undefined;
  private nextAt = 0;

  constructor(private readonly flushed: (items: readonly Item[]) => void) {}

  add(items: readonly Item[]): void {
    this.items.push(...items);
    if (this.timer !== undefined || this.frame !== undefined) return;
    const wait = this.nextAt - performance.now();
    if (wait <= 0) this.schedule();
    else this.timer = setTimeout(() => this.schedule(), wait);
  }

  /** Hands on what is there now. */
  flush(): void {
    clearTimeout(this.timer);
    if (this.frame !== undefined) cancelAnimationFrame(this.frame);
    this.timer = this.frame = undefined;
    if (this.items.length === 0) return;
    const items = this.items;
    this.items = [];
    const began = performance.now();
    this.flushed(items);
    // drawing follows in the same task; what comes after it knows how long it took
    this.nextAt = began + pauseMs;
    setTimeout(() => {
      this.nextAt = Math.max(this.nextAt, began + Math.min(1_000, share * (performance.now() - began)));
    }, 0);
  }

  private schedule(): void {
    this.timer = undefined;
    // nothing is painted in a tab that is not seen, and its frames do not come
    if (document.hidden) this.flush();
    else this.frame = requestAnimationFrame(() => this.flush());
  }
}
