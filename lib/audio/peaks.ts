/** How many values draw a recording. */
export const PEAKS = 400;
/** Twice as many are kept while the length is unknown: whenever they are full, neighbours are put together. */
const KEPT = PEAKS * 2;

/**
 * Draws samples as they come, in the same memory for any length. Each value is the loudest sample of its part; as
 * loudness is heard, by its square root, so that quiet speech is seen beside loud.
 */
export class PeakMeter {
  private readonly parts = new Float32Array(KEPT);
  private filled = 0;
  /** samples of a part */
  private width = 1;
  private inPart = 0;

  /** @param level without its sign, 1 is full scale */
  add(level: number): void {
    if (this.filled === KEPT) this.halve();
    if (level > this.parts[this.filled]!) this.parts[this.filled] = level;
    if (++this.inPart < this.width) return;
    this.inPart = 0;
    this.filled++;
  }

  private halve(): void {
    for (let index = 0; index < PEAKS; index++) {
      this.parts[index] = Math.max(this.parts[2 * index]!, this.parts[2 * index + 1]!);
    }
    this.parts.fill(0, PEAKS);
    this.filled = PEAKS;
    this.width *= 2;
  }

  /** The values for what has been heard so far: none of nothing. */
  values(): number[] {
    const length = this.filled + this.inPart / this.width;
    if (length === 0) return [];
    return Array.from({ length: PEAKS }, (_, index) => {
      const from = Math.floor((index * length) / PEAKS);
      const to = Math.max(from + 1, Math.ceil(((index + 1) * length) / PEAKS));
      const loudest = this.parts.subarray(from, to).reduce((most, level) => Math.max(most, level), 0);
      return Math.round(255 * Math.sqrt(Math.min(1, loudest)));
    });
  }
}

/** The values that draw these samples. */
export function peaksOf(samples: Int16Array): number[] {
  const meter = new PeakMeter();
  for (const sample of samples) meter.add(Math.abs(sample) / 32_768);
  return meter.values();
}
