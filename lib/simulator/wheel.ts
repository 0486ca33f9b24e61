interface Entry {
  dueMs: number;
  run: ((nowMs: number) => void) | undefined;
}

/** Width of a slot: how late a callback may be. */
const SLOT_MS = 4;
const SLOTS = 1024;

/**
 * One timer for every stream. Callbacks wait in slots by their due time, and one interval, alive only while something waits,
 * runs what is due; so two hundred streams cost one timer instead of thousands.
 */
export class TimerWheel {
  private readonly slots: Entry[][] = Array.from({ length: SLOTS }, () => []);
  private position: number;
  private waiting = 0;
  private timer: NodeJS.Timeout | undefined;

  /** @param clock milliseconds that only grow */
  constructor(private readonly clock: () => number = () => performance.now()) {
    this.position = Math.floor(clock() / SLOT_MS);
  }

  now(): number {
    return this.clock();
  }

  /**
   * Runs `run` once at `dueMs` of this wheel's clock or shortly after, never within this call.
   * @returns cancels it
   */
  at(dueMs: number, run: (nowMs: number) => void): () => void {
    if (this.waiting === 0) this.position = Math.floor(this.clock() / SLOT_MS);
    const entry: Entry = { dueMs, run };
    this.slots[Math.max(this.position + 1, Math.ceil(dueMs / SLOT_MS)) % SLOTS]!.push(entry);
    this.waiting++;
    this.timer ??= setInterval(() => this.advance(), SLOT_MS);
    return () => {
      if (entry.run) this.waiting--;
      entry.run = undefined;
    };
  }

  /** Runs what is due. The interval calls it; a test with a clock of its own may, too. */
  advance(): void {
    const nowMs = this.clock();
    const target = Math.floor(nowMs / SLOT_MS);
    // After a pause longer than one turn of the wheel every slot is visited once, not once for each turn missed.
    for (let slot = Math.max(this.position, target - SLOTS) + 1; slot <= target && this.waiting > 0; slot++) {
      this.position = slot; // what a callback schedules now goes to a slot still ahead
      this.runSlot(slot, nowMs);
    }
    this.position = target;
    if (this.waiting === 0) this.stop();
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private runSlot(slotNumber: number, nowMs: number): void {
    const index = slotNumber % SLOTS;
    const entries = this.slots[index]!;
    if (entries.length === 0) return;
    this.slots[index] = [];
    for (const entry of entries) {
      if (!entry.run) continue;
      if (entry.dueMs > nowMs) {
        this.slots[index]!.push(entry);
        continue;
      }
      const { run } = entry;
      entry.run = undefined;
      this.waiting--;
      run(nowMs);
    }
  }
}
