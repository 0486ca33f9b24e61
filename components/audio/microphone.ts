import { loudestOf, toRecording, type Recording } from "./recording";

/**
 * `refused`: by the person or the browser's settings; `missing`: no microphone, or another program holds it;
 * `unplugged`: it went while it recorded, and what it heard until then is kept; `unsupported`: the browser cannot, or
 * the page did not come by a safe connection.
 */
export type MicrophoneProblem = "refused" | "missing" | "unplugged" | "unsupported";

export class MicrophoneError extends Error {
  override readonly name = "MicrophoneError";
  constructor(readonly problem: MicrophoneProblem) {
    super(problem);
  }
}

export interface Microphone {
  /** Ends it, and puts together what it has heard. */
  stop(): Promise<Recording>;
  /** Ends it and forgets what it has heard. */
  discard(): void;
}

interface Listener {
  /** @param loudest of the last moment, 0 to 1 */
  onHeard: (elapsedMs: number, loudest: number) => void;
  /** it has heard `maxMs`, or was unplugged; `stop` gives what there is */
  onEnded: (why: "full" | "unplugged") => void;
}

interface Options extends Listener {
  maxMs: number;
  /** of the recording, whatever the microphone's own is */
  sampleRate: number;
}

/** Asks for the microphone and listens at once. @throws MicrophoneError */
export async function openMicrophone({ maxMs, sampleRate, onHeard, onEnded }: Options): Promise<Microphone> {
  const stream = await askForStream();
  const track = stream.getAudioTracks()[0];
  // At its own rate: not every browser converts what comes from a microphone.
  const context = new AudioContext();
  const release = () => {
    for (const each of stream.getTracks()) each.stop();
    if (context.state !== "closed") void context.close().catch(() => {});
  };
  try {
    await context.audioWorklet.addModule(new URL("./record-worklet.js", import.meta.url));
    await context.resume();
    if (!track || track.readyState === "ended") throw new MicrophoneError("missing");

    const mostSamples = Math.round((maxMs / 1000) * context.sampleRate);
    const pieces: Float32Array[] = [];
    let heard = 0;
    let ended = false;
    const end = (why: "full" | "unplugged") => {
      if (!ended) onEnded(why);
      ended = true;
    };
    const node = new AudioWorkletNode(context, "recorder", { numberOfOutputs: 1, channelCount: 2 });
    let flushed = () => {};
    node.port.onmessage = ({ data }: MessageEvent<Float32Array | null>) => {
      if (data === null) return flushed();
      const piece = data.subarray(0, mostSamples - heard);
      if (piece.length === 0) return;
      pieces.push(piece);
      heard += piece.length;
      onHeard((heard / context.sampleRate) * 1000, loudestOf(piece));
      if (heard >= mostSamples) end("full");
    };
    track.addEventListener("ended", () => end("unplugged"));
    const source = context.createMediaStreamSource(stream);
    // Browsers ask only what leads to the loudspeaker for sound; this node itself is silent.
    source.connect(node).connect(context.destination);

    return {
      stop: async () => {
        ended = true;
        await new Promise<void>((resolve) => {
          flushed = resolve;
          node.port.postMessage("end");
          // A context that was put to sleep with its device answers no more.
          setTimeout(resolve, 500);
        });
        const { sampleRate: ownRate } = context;
        release();
        return toRecording(await resample(join(pieces, heard), ownRate, sampleRate), sampleRate);
      },
      discard: () => {
        ended = true;
        release();
      },
    };
  } catch (error) {
    release();
    throw error instanceof MicrophoneError ? error : new MicrophoneError("unsupported");
  }
}

async function askForStream(): Promise<MediaStream> {
  // Absent where the page did not come by HTTPS.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices || typeof AudioWorkletNode === "undefined") throw new MicrophoneError("unsupported");
  try {
    // What a voice is cloned from should sound as it is; its loudness alone is evened out.
    return await devices.getUserMedia({
      audio: { channelCount: 1, echoCancellation: false, noiseSuppression: false, autoGainControl: true },
    });
  } catch (error) {
    const name = error instanceof Error ? error.name : "";
    throw new MicrophoneError(name === "NotAllowedError" || name === "SecurityError" ? "refused" : "missing");
  }
}

function join(pieces: readonly Float32Array[], length: number): Float32Array<ArrayBuffer> {
  const whole = new Float32Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

async function resample(
  samples: Float32Array<ArrayBuffer>,
  from: number,
  to: number,
): Promise<Float32Array<ArrayBufferLike>> {
  const length = Math.round((samples.length / from) * to);
  if (from === to || length === 0) return samples;
  const context = new OfflineAudioContext(1, length, to);
  const buffer = new AudioBuffer({ length: samples.length, sampleRate: from, numberOfChannels: 1 });
  buffer.copyToChannel(samples, 0);
  const source = new AudioBufferSourceNode(context, { buffer });
  source.connect(context.destination);
  source.start();
  return (await context.startRendering()).getChannelData(0);
}
