import { Mp3Reader, OggReader, WavReader, type Packet, type Samples } from "./frames";
import { beginSounding } from "./sounding";

export type LiveState = "starting" | "playing" | "waiting" | "paused" | "ended" | "failed" | "unsupported";

/** So much is put before the loudspeaker at most: the rest stays with the server until there is room. */
const aheadSeconds = 20;
/** So much is gathered before it begins, unless it comes too slowly; and after it ran dry. */
const firstSeconds = 0.1;
const refillSeconds = 0.5;
const patienceMs = 150;
const tickMs = 50;
const tries = 5;

interface Piece {
  at: number;
  media: number;
  seconds: number;
}

/**
 * Plays a sound while it is being made. An audio element waits for the first tens of kilobytes of a stream before it
 * makes a sound, which takes seconds where speech arrives as fast as it is spoken; here the first tenth of a second
 * is heard as soon as it is there. However long it is, only some seconds of it are held.
 */
export class LiveSound {
  state: LiveState = "starting";
  private context: AudioContext | undefined;
  private gain: GainNode | undefined;
  private pieces: Piece[] = [];
  /** what came before the beginning */
  private held: Samples[] = [];
  private heldSince: number | undefined;
  private mediaEnd = 0;
  private until = 0;
  private complete = false;
  private stopped = false;
  private readonly under = new AbortController();
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly address: string,
    private volume: number,
    private readonly onChange: () => void,
  ) {}

  start(): void {
    beginSounding(this);
    this.timer = setInterval(() => this.tick(), tickMs);
    void this.run();
  }

  /** in seconds from its beginning */
  get position(): number {
    const { context } = this;
    if (!context) return 0;
    const heard = context.currentTime - (context.outputLatency || 0);
    while (this.pieces.length > 1 && this.pieces[1]!.at <= heard) this.pieces.shift();
    const [piece] = this.pieces;
    return piece ? piece.media + Math.min(piece.seconds, Math.max(0, heard - piece.at)) : this.mediaEnd;
  }

  pause = (): void => {
    if (this.state !== "playing" && this.state !== "waiting" && this.state !== "starting") return;
    void this.context?.suspend();
    this.become("paused");
  };

  resume(): void {
    if (this.state !== "paused") return;
    beginSounding(this);
    void this.context?.resume();
    this.become(this.context ? "playing" : "starting");
  }

  setVolume(volume: number): void {
    this.volume = volume;
    if (this.gain) this.gain.gain.value = volume;
  }

  stop(): void {
    this.stopped = true;
    clearInterval(this.timer);
    this.under.abort();
    void this.context?.close();
    this.context = undefined;
  }

  private become(state: LiveState) {
    if (this.state === state || this.stopped) return;
    this.state = state;
    if (state === "ended" || state === "failed" || state === "unsupported") clearInterval(this.timer);
    this.onChange();
  }

  private tick() {
    if (this.state === "paused") return;
    if (this.heldSince !== undefined && performance.now() - this.heldSince > patienceMs) this.release();
    const { context } = this;
    if (!context) return;
    // A browser that wants a press first says so by doing nothing.
    if (context.state === "suspended" && this.pieces.length > 0 && performance.now() - this.begunAt > 1_000)
      return this.become("paused");
    if (context.currentTime < this.until || context.state === "suspended") return;
    if (this.complete && this.held.length === 0) this.become("ended");
    else if (this.state === "playing") this.become("waiting");
  }

  private begunAt = 0;

  private async run() {
    for (let attempt = 1; !this.stopped; attempt++) {
      const before = this.received;
      try {
        await this.receive();
        this.release();
        this.complete = true;
        return;
      } catch (error) {
        if (this.stopped) return;
        if (error instanceof Unsupported) return this.become("unsupported");
        if (this.received > before) attempt = 1;
        if (error instanceof Refused || attempt >= tries) return this.become("failed");
        await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** attempt));
      }
    }
  }

  /** samples that have been taken, over all attempts */
  private received = 0;

  /** Reads the stream from its beginning, and passes over what an earlier attempt has brought. */
  private async receive() {
    const response = await fetch(this.address, { signal: this.under.signal });
    if (!response.ok || !response.body) throw response.status < 500 ? new Refused() : new Error("no answer");
    let passed = 0;
    const take = ({ rate, channels }: Samples) => {
      const frames = channels[0]?.length ?? 0;
      const known = Math.min(frames, Math.max(0, this.received - passed));
      passed += frames;
      if (known === frames) return;
      this.received = passed;
      this.add({ rate, channels: known ? channels.map((row) => row.slice(known)) : channels });
    };
    const decode = decoderFor(response.headers.get("content-type") ?? "", take);
    const reader = response.body.getReader();
    try {
      for (;;) {
        await this.room();
        const { done, value } = await reader.read();
        if (done) break;
        await decode.write(value);
      }
      await decode.end();
    } finally {
      decode.close();
      await reader.cancel().catch(() => undefined);
    }
  }

  /** Until there is room for more. */
  private async room() {
    while (!this.stopped && this.context && this.until - this.context.currentTime > aheadSeconds)
      await new Promise((resolve) => setTimeout(resolve, 250));
  }

  private add(samples: Samples) {
    const dry = !this.context || this.context.currentTime >= this.until;
    if (!dry && this.held.length === 0) return this.schedule(samples);
    this.held.push(samples);
    this.heldSince ??= performance.now();
    const seconds = this.held.reduce((sum, { rate, channels }) => sum + channels[0]!.length / rate, 0);
    if (seconds >= (this.context ? refillSeconds : firstSeconds)) this.release();
  }

  private release() {
    const { held } = this;
    this.held = [];
    this.heldSince = undefined;
    for (const samples of held) this.schedule(samples);
  }

  private schedule({ rate, channels }: Samples) {
    if (this.stopped) return;
    const context = (this.context ??= this.open(rate));
    const buffer = context.createBuffer(channels.length, channels[0]!.length, rate);
    channels.forEach((row, index) => buffer.copyToChannel(row, index));
    const source = context.createBufferSource();
    source.buffer = buffer;
    source.connect(this.gain!);
    const at = Math.max(this.until, context.currentTime + 0.01);
    source.start(at);
    this.pieces.push({ at, media: this.mediaEnd, seconds: buffer.duration });
    this.until = at + buffer.duration;
    this.mediaEnd += buffer.duration;
    if (this.state === "starting" || this.state === "waiting") this.become("playing");
  }

  /** At the sound's own rate, so that nothing is heard where one piece ends and the next begins. */
  private open(rate: number): AudioContext {
    const context = new AudioContext({ sampleRate: rate, latencyHint: "interactive" });
    this.gain = context.createGain();
    this.gain.gain.value = this.volume;
    this.gain.connect(context.destination);
    this.begunAt = performance.now();
    if (this.state === "paused") void context.suspend();
    else void context.resume();
    return context;
  }
}

class Unsupported extends Error {}
class Refused extends Error {}

interface Decoder {
  write: (bytes: Uint8Array) => Promise<void> | void;
  end: () => Promise<void>;
  close: () => void;
}

/** What turns the bytes of a stream into samples. @throws Unsupported where only an audio element can */
function decoderFor(contentType: string, take: (samples: Samples) => void): Decoder {
  if (/wav/.test(contentType)) {
    const reader = new WavReader();
    return {
      write(bytes) {
        const samples = reader.read(bytes);
        if (samples) take(samples);
      },
      end: () => Promise.resolve(),
      close: () => undefined,
    };
  }
  if (typeof AudioDecoder === "undefined") throw new Unsupported();
  if (/mpeg|mp3/.test(contentType)) return packetDecoder("mp3", new Mp3Reader(), take);
  if (/ogg|opus/.test(contentType)) return packetDecoder("opus", new OggReader(), take);
  throw new Unsupported();
}

function packetDecoder(
  codec: string,
  reader: { read: (bytes: Uint8Array) => Packet[] },
  take: (samples: Samples) => void,
): Decoder {
  let failure: Error | undefined;
  let configured = false;
  let sent = 0;
  const decoder = new AudioDecoder({
    output(data) {
      const channels = Array.from({ length: data.numberOfChannels }, (_, planeIndex) => {
        const row = new Float32Array(data.numberOfFrames);
        data.copyTo(row, { planeIndex, format: "f32-planar" });
        return row;
      });
      const rate = data.sampleRate;
      data.close();
      take({ rate, channels });
    },
    error(error) {
      failure = error;
    },
  });
  const fail = () => {
    if (failure) throw failure.name === "NotSupportedError" ? new Unsupported() : failure;
  };
  return {
    async write(bytes) {
      for (const packet of reader.read(bytes)) {
        fail();
        if (!configured) {
          const { rate: sampleRate, channels: numberOfChannels, description } = packet;
          const config = { codec, sampleRate, numberOfChannels, ...(description && { description }) };
          if (!(await AudioDecoder.isConfigSupported(config)).supported) throw new Unsupported();
          decoder.configure(config);
          configured = true;
        }
        decoder.decode(new EncodedAudioChunk({ type: "key", timestamp: sent++ * 20_000, data: packet.bytes }));
      }
    },
    async end() {
      if (configured && decoder.state === "configured") await decoder.flush();
      fail();
    },
    close() {
      if (decoder.state !== "closed") decoder.close();
    },
  };
}
