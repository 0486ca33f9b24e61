import { registerMp3Encoder } from "@mediabunny/mp3-encoder";
import { AudioSample, AudioSampleSource, Mp3OutputFormat, Output, StreamTarget } from "mediabunny";
import { BITRATE, framesFor, noteFrame } from "./mp3-note";

/**
 * Samples as an MP3 of one bit rate that says in its first frame where its sound begins and ends.
 * @param count how many samples there are
 */
export async function* encodeMp3(
  samples: AsyncIterable<Int16Array>,
  { rate, count }: { rate: number; count: number },
): AsyncGenerator<Uint8Array> {
  registerMp3Encoder();
  const made: Uint8Array[] = [];
  const output = new Output({
    format: new Mp3OutputFormat({ xingHeader: false }),
    target: new StreamTarget(new WritableStream({ write: ({ data }) => void made.push(data) })),
  });
  const source = new AudioSampleSource({ codec: "mp3", bitrate: BITRATE });
  output.addAudioTrack(source);
  await output.start();
  yield noteFrame({ rate, count });
  let frames = framesFor({ rate, count });
  let received = 0;
  for await (const piece of samples) {
    if (piece.length === 0) continue;
    await add(piece);
    yield* taken();
  }
  // There is no file without a frame.
  if (received === 0) await add(new Int16Array(1));
  await output.finalize();
  yield* taken();

  async function add(data: Int16Array): Promise<void> {
    const timestamp = received / rate;
    const sample = new AudioSample({ data, format: "s16", numberOfChannels: 1, sampleRate: rate, timestamp });
    await source.add(sample);
    sample.close();
    received += data.length;
  }

  /** The frames made so far, but none of the silence that the encoder ends with beyond what it needs. */
  function* taken(): Generator<Uint8Array> {
    for (const frame of made.splice(0)) if (frames-- > 0) yield frame;
  }
}
