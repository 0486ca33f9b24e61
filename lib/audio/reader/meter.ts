import { PeakMeter } from "../peaks";
import { QUIETEST_DB, type AudioCheck, type AudioFacts } from "../schema";

/** What nobody hears beside speech. */
const SILENCE_DB = -50;
const SILENT_POWER = 10 ** (SILENCE_DB / 10);
const WINDOW_SECONDS = 0.02;
/** As loud as a sample of 8 bits goes. */
const FULL_SCALE = 0.992;
/** So many samples side by side at the limit are no coincidence. */
const CLIPPED_RUN = 3;

/** Listens to a recording of any length in the same memory. */
export class Meter {
  private readonly peaks = new PeakMeter();
  private readonly window: number;
  /** of each channel, at the limit side by side */
  private readonly runs: number[];
  private frames = 0;
  private peak = 0;
  private clipped = 0;
  private windowPower = 0;
  private sum = 0;
  private power = 0;
  /** of what lies between a sample and the one before, and the one before that */
  private step = 0;
  private stride = 0;
  /** of each channel, the sample before, and the one before that */
  private readonly last: Float32Array;
  private readonly lastButOne: Float32Array;
  private inWindow = 0;
  private windows = 0;
  private silentWindows = 0;
  private heardPower = 0;
  /** windows before the first that is heard, and behind the last */
  private leading = 0;
  private trailing = 0;

  constructor(
    private readonly sampleRate: number,
    private readonly channels: number,
  ) {
    this.window = Math.max(1, Math.round(sampleRate * WINDOW_SECONDS));
    this.runs = Array<number>(channels).fill(0);
    this.last = new Float32Array(channels);
    this.lastButOne = new Float32Array(channels);
  }

  add(lists: readonly Float32Array[]): void {
    const length = lists[0]!.length;
    for (let frame = 0; frame < length; frame++) {
      let loudest = 0;
      for (let channel = 0; channel < this.channels; channel++) {
        const sample = lists[channel]![frame]!;
        const level = Math.abs(sample);
        if (level > loudest) loudest = level;
        this.windowPower += sample * sample;
        this.sum += sample;
        const before = this.last[channel]!;
        this.step += (sample - before) ** 2;
        this.stride += (sample - this.lastButOne[channel]!) ** 2;
        this.lastButOne[channel] = before;
        this.last[channel] = sample;
        if (level < FULL_SCALE) this.runs[channel] = 0;
        else {
          const run = ++this.runs[channel]!;
          if (run >= CLIPPED_RUN) this.clipped += run === CLIPPED_RUN ? CLIPPED_RUN : 1;
        }
      }
      if (loudest > this.peak) this.peak = loudest;
      this.peaks.add(loudest);
      if (++this.inWindow === this.window) this.endWindow();
    }
    this.frames += length;
  }

  private endWindow(): void {
    this.power += this.windowPower;
    const power = this.windowPower / (this.inWindow * this.channels);
    this.windows++;
    if (power < SILENT_POWER) {
      this.silentWindows++;
      this.trailing++;
    } else {
      this.heardPower += power;
      if (this.silentWindows === this.windows - 1) this.leading = this.silentWindows;
      this.trailing = 0;
    }
    this.windowPower = 0;
    this.inWindow = 0;
  }

  /** @param facts all but the duration, which was heard */
  end(facts: Omit<AudioFacts, "durationMs">): AudioCheck {
    if (this.inWindow > 0) this.endWindow();
    const { windows, silentWindows, window, sampleRate } = this;
    const heard = windows - silentWindows;
    const durationMs = Math.round((this.frames / sampleRate) * 1000);
    const ms = (count: number) => Math.min(durationMs, Math.round(((count * window) / sampleRate) * 1000));
    return {
      ...facts,
      durationMs,
      peakDb: decibels(this.peak ** 2),
      loudnessDb: heard === 0 ? QUIETEST_DB : decibels(this.heardPower / heard),
      clippedShare: this.frames === 0 ? 0 : this.clipped / (this.frames * this.channels),
      silentShare: windows === 0 ? 1 : silentWindows / windows,
      leadingSilenceMs: ms(heard === 0 ? windows : this.leading),
      trailingSilenceMs: ms(this.trailing),
      offset: this.frames === 0 ? 0 : round(Math.abs(this.sum) / (this.frames * this.channels)),
      roughness: this.power === 0 ? 0 : round(Math.min(this.step, this.stride) / (2 * this.power)),
      peaks: this.peaks.values(),
    };
  }
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** To a tenth. */
function decibels(power: number): number {
  return Math.max(QUIETEST_DB, Math.round(100 * Math.log10(Math.max(power, 1e-12))) / 10);
}
