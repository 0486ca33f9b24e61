import { Resampler } from "./resampler";
import type { Sound } from "./sound";

/** A sound as one channel of whole numbers at another rate, in pieces. */
export async function* monoOf({ samples, sampleRate }: Sound, rate: number): AsyncGenerator<Int16Array> {
  const resampler = new Resampler(sampleRate, rate);
  for await (const lists of samples) yield toIntegers(resampler.add(mixed(lists)));
  yield toIntegers(resampler.end());
}

function mixed(lists: readonly Float32Array[]): Float32Array {
  if (lists.length === 1) return lists[0]!;
  return lists[0]!.map((_, frame) => {
    let sum = 0;
    for (const list of lists) sum += list[frame]!;
    return sum / lists.length;
  });
}

/** What was a whole number before stays the same. */
function toIntegers(samples: Float32Array): Int16Array {
  return Int16Array.from(samples, (sample) => Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_768))));
}
