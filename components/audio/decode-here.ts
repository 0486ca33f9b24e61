import { wavOf } from "./recording";
import { asWavName, headBytes, isDecodedThere } from "./sound-file";

/** Decoded, it is held in memory as a whole. About half an hour as phones record it. */
const mostBytes = 24 * 1024 * 1024;
/** Larger ones are likely not to be taken. */
const mostDecodedBytes = 150 * 1024 * 1024;

/**
 * A recording as the server can listen to it. AAC, as phones record it, is decoded by the browser and becomes a mono WAV
 * file: nothing free to use decodes it on the server.
 * @returns the file itself where that is not needed, or the browser cannot either
 */
export async function decodeHere(file: File, sampleRate: number): Promise<File> {
  if (file.size > mostBytes) return file;
  try {
    if (isDecodedThere(new Uint8Array(await file.slice(0, headBytes).arrayBuffer()))) return file;
    const context = new OfflineAudioContext(1, 1, sampleRate);
    const sound = await context.decodeAudioData(await file.arrayBuffer());
    if (sound.length * 2 > mostDecodedBytes) return file;
    return new File([wavOf(mixed(sound), sampleRate)], asWavName(file.name), { type: "audio/wav" });
  } catch {
    // No sound, or none that is known here: the server says which.
    return file;
  }
}

function mixed(sound: AudioBuffer): Float32Array {
  const mono = sound.getChannelData(0);
  const { numberOfChannels: count } = sound;
  if (count === 1) return mono;
  for (let at = 0; at < mono.length; at++) mono[at]! /= count;
  for (let channel = 1; channel < count; channel++) {
    const samples = sound.getChannelData(channel);
    for (let at = 0; at < mono.length; at++) mono[at]! += samples[at]! / count;
  }
  return mono;
}
