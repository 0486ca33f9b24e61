/** A pause has to be so long to be one. */
const PAUSE_SECONDS = 0.3;
const STEP_SECONDS = 0.02;
/** How much louder a place may be for being nearer to the wish: decibels for the whole way to the limit. */
const NEARNESS_DB = 12;

/**
 * Where to cut: in the quietest place between half the wished length and the most that is allowed; of places that are
 * as quiet, near the wish.
 * @param samples as many as are allowed
 * @returns how many belong to the first piece: at least one, at most all
 */
export function pauseIn(samples: Int16Array, { wish, rate }: { wish: number; rate: number }): number {
  const most = samples.length;
  const step = Math.max(1, Math.round(rate * STEP_SECONDS));
  const steps = Math.floor(most / step);
  const powers = new Float64Array(steps);
  for (let at = 0; at < steps * step; at++) powers[Math.floor(at / step)]! += samples[at]! ** 2 / step;
  const width = Math.min(steps, Math.max(1, Math.round(PAUSE_SECONDS / STEP_SECONDS)));
  const target = Math.min(wish, most);
  let best = most;
  let bestScore = Infinity;
  let sum = 0;
  for (let end = 1; end <= steps; end++) {
    sum += powers[end - 1]!;
    if (end < width) continue;
    const cut = Math.round((end - width / 2) * step);
    const far = cut < target ? (target - cut) / (target / 2) : (cut - target) / Math.max(1, most - target);
    // 16 bits end at a power of 1; below that nothing is quieter.
    const score = 10 * Math.log10(Math.max(0, sum / width) + 1) + NEARNESS_DB * far;
    sum -= powers[end - width]!;
    if (cut < target / 2 || cut >= most || score >= bestScore) continue;
    best = cut;
    bestScore = score;
  }
  return Math.max(1, best);
}
