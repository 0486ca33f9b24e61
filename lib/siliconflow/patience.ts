/** A time limit that begins anew with each sign of life and can rest in between. */
export class Patience {
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly limitMs: number,
    private readonly onOver: () => void,
  ) {}

  /** @param limitMs for this once, where it differs */
  start(limitMs = this.limitMs): void {
    this.stop();
    this.#timer = setTimeout(this.onOver, limitMs);
  }

  /** A sign of life. Does nothing while resting. */
  touch(): void {
    this.#timer?.refresh();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
