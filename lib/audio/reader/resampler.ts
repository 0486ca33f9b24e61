/** Zero crossings of the filter on each side: enough that speech has no echo of what is above the new rate. */
const CROSSINGS = 16;
/** The part of the band that is kept; the filter falls off above it. */
const KEPT_BAND = 0.94;

/**
 * Turns samples of one channel into those of another rate, piece by piece, in memory of the pieces' size. The first
 * sample stays the first, and as much comes out as went in.
 */
export class Resampler {
  private readonly step: number;
  private readonly phases: number;
  private readonly half: number;
  private readonly taps: Float32Array[];
  /** samples around the next one, the first of them at `start` */
  private held: Float32Array;
  private start: number;
  private received = 0;
  private made = 0;

  constructor(
    private readonly from: number,
    private readonly to: number,
  ) {
    const divisor = greatestCommonDivisor(from, to);
    this.step = from / divisor;
    this.phases = to / divisor;
    const cutoff = Math.min(1, to / from) * KEPT_BAND;
    this.half = Math.ceil(CROSSINGS / cutoff);
    this.taps = from === to ? [] : Array.from({ length: this.phases }, (_, phase) => this.tapsOf(phase, cutoff));
    this.held = new Float32Array(this.half);
    this.start = -this.half;
  }

  /** The weights of the samples around a place between two of them. */
  private tapsOf(phase: number, cutoff: number): Float32Array {
    const weights = Float32Array.from({ length: 2 * this.half }, (_, index) => {
      const distance = index - this.half + 1 - phase / this.phases;
      const window = 0.5 + 0.5 * Math.cos((Math.PI * distance) / this.half);
      const angle = Math.PI * distance * cutoff;
      return window * (angle === 0 ? 1 : Math.sin(angle) / angle);
    });
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return weights.map((weight) => weight / sum);
  }

  add(samples: Float32Array): Float32Array {
    this.received += samples.length;
    return this.from === this.to ? samples : this.convert(samples, this.received);
  }

  /** What was held back for what would follow. */
  end(): Float32Array {
    if (this.from === this.to) return new Float32Array(0);
    return this.convert(new Float32Array(this.half + 1), this.received + this.half + 1);
  }

  /** @param until how many samples there are then, with those made up for the end */
  private convert(samples: Float32Array, until: number): Float32Array {
    const { half, step, phases } = this;
    const all = new Float32Array(this.held.length + samples.length);
    all.set(this.held);
    all.set(samples, this.held.length);
    const total = Math.ceil((this.received * this.to) / this.from);
    // The last of a sample's neighbours has to be there.
    const possible = Math.floor(((until - 1 - half) * phases) / step) + 1;
    const count = Math.max(0, Math.min(total, possible) - this.made);
    const made = new Float32Array(count);
    for (let index = 0; index < count; index++) {
      const place = (this.made + index) * step;
      const before = Math.floor(place / phases);
      const weights = this.taps[place - before * phases]!;
      const first = before - half + 1 - this.start;
      let sum = 0;
      for (let tap = 0; tap < weights.length; tap++) sum += all[first + tap]! * weights[tap]!;
      made[index] = sum;
    }
    this.made += count;
    const next = Math.floor((this.made * step) / phases) - half + 1;
    const left = Math.min(all.length, Math.max(0, next - this.start));
    this.held = all.slice(left);
    this.start += left;
    return made;
  }
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
