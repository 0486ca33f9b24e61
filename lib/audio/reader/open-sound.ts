import { limits } from "../limits";
import type { AudioFacts } from "../schema";
import { readAdts } from "./adts";
import type { ByteQueue } from "./byte-queue";
import { AudioFailure } from "./failure";
import { openFlac } from "./flac";
import { openMp3 } from "./mp3";
import { readMp4 } from "./mp4";
import { openOgg } from "./ogg";
import type { OpenSound, Sound } from "./sound";
import { openWav } from "./wav";
import { openWebm } from "./webm";

/** MP3 comes last: its files begin with nothing of their own. */
const kinds: OpenSound[] = [openWav, openOgg, openFlac, openWebm, openMp3];

/**
 * A recording by its content alone, whatever its name says.
 * @returns its facts where nothing here decodes it
 * @throws AudioFailure
 */
export async function openSound(bytes: ByteQueue): Promise<{ sound: Sound } | { facts: AudioFacts }> {
  if (!(await bytes.fill(1))) throw new AudioFailure("audio_empty");
  const facts = (await readMp4(bytes)) ?? (await readAdts(bytes));
  if (facts) return { facts };
  for (const open of kinds) {
    const sound = await open(bytes);
    if (!sound) continue;
    const { channels, sampleRate } = sound;
    if (channels < 1 || sampleRate === 0) throw new AudioFailure("audio_damaged");
    if (channels > limits.channels || sampleRate < limits.lowestRate || sampleRate > limits.highestRate) {
      throw new AudioFailure("audio_format");
    }
    return { sound };
  }
  throw new AudioFailure("audio_format");
}
