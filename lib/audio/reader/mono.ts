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
  const mono = new Float32Array(lists[0]!.length);
  for (const list of lists) for (let at = 0; at < mono.length; at++) mono[at]! += list[at]! / lists.length;
  return mono;
}

/** What was a whole number before stays the same. */
function toIntegers(samples: Float32Array): Int16Array {
  const integers = new Int16Array(samples.length);
  for (let at = 0; at < samples.length; at++) {
    integers[at] = Math.max(-32_768, Math.min(32_767, Math.round(samples[at]! * 32_768)));
  }
  return integers;
}
