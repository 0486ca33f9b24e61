import { Input, MP4, QTFF, ReadableStreamSource } from "mediabunny";
import type { AudioFacts } from "../schema";
import type { ByteQueue } from "./byte-queue";
import { AudioFailure } from "./failure";

/** What is kept of the file to look back at. The index may stand at its end. */
const CACHE_BYTES = 16 * 1024 * 1024;
const PIECE_BYTES = 64 * 1024;

/**
 * The facts of a recording in an MP4 file, as phones make them. Nothing here decodes its codec.
 * @returns undefined where it is no such file
 */
export async function readMp4(bytes: ByteQueue): Promise<AudioFacts | undefined> {
  await bytes.fill(12);
  if (bytes.peek(4, 4).toString("latin1") !== "ftyp") return undefined;
  const source = new ReadableStreamSource(streamOf(bytes), { maxCacheSize: CACHE_BYTES });
  const input = new Input({ formats: [MP4, QTFF], source });
  try {
    const track = await input.getPrimaryAudioTrack();
    if ((await input.getTracks()).length === 0) throw new AudioFailure("audio_damaged");
    if (!track || (await input.getPrimaryVideoTrack())) throw new AudioFailure("audio_format");
    if ((await track.getCodec()) !== "aac") throw new AudioFailure("audio_codec");
    const seconds = (await track.getDurationFromMetadata()) ?? (await track.computeDuration());
    const [sampleRate, channels] = [await track.getSampleRate(), await track.getNumberOfChannels()];
    return { mediaType: "audio/mp4", codec: "aac", durationMs: Math.round(seconds * 1000), sampleRate, channels };
  } catch (error) {
    throw error instanceof AudioFailure ? error : new AudioFailure("audio_damaged");
  }
}

function streamOf(bytes: ByteQueue): ReadableStream<Uint8Array> {
  const pieces = bytes.rest(PIECE_BYTES);
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
}
