import { toneFrames, type Note } from "./score";
import tones from "./tones.json";

const SAMPLES_PER_FRAME = 1152;
const frames: Readonly<Record<number, Buffer[]>> = Object.fromEntries(
  Object.entries(tones.mp3).map(([rate, list]) => [rate, list.map((frame) => Buffer.from(frame, "base64"))]),
);

/**
 * An MP3 put together from ready-made frames: each holds whole periods of its tone and refers to no other, so that any order
 * of them plays.
 * @param rate 32000 or 44100
 */
export function* mp3(notes: readonly Note[], rate: number): Generator<Buffer> {
  const ofRate = frames[rate]!;
  for (const tone of toneFrames(notes, (SAMPLES_PER_FRAME * 1000) / rate)) yield ofRate[tone]!;
}
