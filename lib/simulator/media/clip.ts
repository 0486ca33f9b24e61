import clips from "./clips.json";

export type ClipSize = keyof typeof clips;

/** Filled ones are all the same, and large: one of each is kept. */
const filled = new Map<string, Buffer>();

/**
 * A clip of four seconds.
 * @param sizeBytes filled up to so many with a box that players pass over
 */
export function clipOf(size: ClipSize, sizeBytes: number): Buffer {
  const clip = Buffer.from(clips[size], "base64");
  const spare = sizeBytes - clip.length;
  if (spare < 8) return clip;
  const key = `${size} ${sizeBytes}`;
  const kept = filled.get(key);
  if (kept) return kept;
  const filler = Buffer.alloc(spare);
  filler.writeUInt32BE(spare, 0);
  filler.write("free", 4, "latin1");
  const whole = Buffer.concat([clip, filler]);
  filled.clear();
  filled.set(key, whole);
  return whole;
}
