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
    const sample = new AudioSample({
      data: piece,
      format: "s16",
      numberOfChannels: 1,
      sampleRate: rate,
      timestamp: received / rate,
    });
    await source.add(sample);
    sample.close();
    received += piece.length;
    yield* taken();
  }
  await output.finalize();
  yield* taken();

  /** The frames made so far, but none of the silence that the encoder ends with beyond what it needs. */
  function* taken(): Generator<Uint8Array> {
    for (const frame of made.splice(0)) if (frames-- > 0) yield frame;
  }
}
