/** Readers of sound that is still arriving: bytes go in as they come, what is whole comes out. */

/** Bytes that wait for those that come after them. */
class Rest {
  bytes: Uint8Array = new Uint8Array(0);

  add(more: Uint8Array) {
    if (this.bytes.length === 0) this.bytes = more;
    else {
      const joined = new Uint8Array(this.bytes.length + more.length);
      joined.set(this.bytes);
      joined.set(more, this.bytes.length);
      this.bytes = joined;
    }
  }

  drop(count: number) {
    this.bytes = this.bytes.subarray(count);
  }

  get view() {
    return new DataView(this.bytes.buffer, this.bytes.byteOffset, this.bytes.byteLength);
  }

  text(at: number, length: number) {
    return String.fromCharCode(...this.bytes.subarray(at, at + length));
  }
}

export interface Samples {
  rate: number;
  /** one row per channel */
  channels: Float32Array<ArrayBuffer>[];
}

/** Uncompressed sound of 16 bits. @throws Error for another kind of file */
export class WavReader {
  private readonly rest = new Rest();
  private shape: { rate: number; channels: number } | undefined;
  private inData = false;

  read(more: Uint8Array): Samples | undefined {
    this.rest.add(more);
    if (!this.inData && !this.readHeader()) return undefined;
    const { rate, channels } = this.shape!;
    const frames = Math.floor(this.rest.bytes.length / (2 * channels));
    if (frames === 0) return undefined;
    const { view } = this.rest;
    const rows = Array.from({ length: channels }, () => new Float32Array(frames));
    for (let frame = 0; frame < frames; frame++)
      for (let channel = 0; channel < channels; channel++)
        rows[channel]![frame] = view.getInt16((frame * channels + channel) * 2, true) / 32_768;
    this.rest.drop(frames * channels * 2);
    return { rate, channels: rows };
  }

  /** @returns whether the samples begin */
  private readHeader(): boolean {
    const { rest } = this;
    if (!this.shape) {
      if (rest.bytes.length < 12) return false;
      if (rest.text(0, 4) !== "RIFF" || rest.text(8, 4) !== "WAVE") throw new Error("This is not a WAV file.");
    }
    let at = this.shape ? 0 : 12;
    while (rest.bytes.length >= at + 8) {
      const name = rest.text(at, 4);
      const size = rest.view.getUint32(at + 4, true);
      if (name === "data" && this.shape) {
        rest.drop(at + 8);
        return (this.inData = true);
      }
      if (rest.bytes.length < at + 8 + size) break;
      if (name === "fmt ") {
        const bits = rest.view.getUint16(at + 22, true);
        if (bits !== 16) throw new Error(`WAV of ${bits} bits is not read here.`);
        this.shape = { rate: rest.view.getUint32(at + 12, true), channels: rest.view.getUint16(at + 10, true) };
        rest.drop(at + 8 + size);
        at = 0;
      } else at += 8 + size;
    }
    return false;
  }
}

/** One piece that a decoder takes. */
export interface Packet {
  bytes: Uint8Array;
  rate: number;
  channels: number;
  /** what the decoder has to know beforehand */
  description?: Uint8Array;
}

const mp3Rates = [44_100, 48_000, 32_000];
const mp3Kbps = {
  1: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  2: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
} as const;

/** The frames of an MP3. Tags and what is between frames are passed over. */
export class Mp3Reader {
  private readonly rest = new Rest();
  private skip = 0;
  private begun = false;

  read(more: Uint8Array): Packet[] {
    const { rest } = this;
    rest.add(more);
    const packets: Packet[] = [];
    for (;;) {
      if (this.skip > 0) {
        const skipped = Math.min(this.skip, rest.bytes.length);
        rest.drop(skipped);
        this.skip -= skipped;
        if (this.skip > 0) return packets;
      }
      if (!this.begun) {
        if (rest.bytes.length < 10) return packets;
        this.begun = true;
        if (rest.text(0, 3) === "ID3") {
          this.skip = 10 + [6, 7, 8, 9].reduce((size, at) => size * 128 + (rest.bytes[at]! & 0x7f), 0);
          continue;
        }
      }
      const frame = this.frameAt();
      if (frame === "more") return packets;
      if (frame === "none") rest.drop(1);
      else {
        packets.push({ bytes: rest.bytes.slice(0, frame.length), rate: frame.rate, channels: frame.channels });
        rest.drop(frame.length);
      }
    }
  }

  private frameAt(): "more" | "none" | { length: number; rate: number; channels: number } {
    const { bytes } = this.rest;
    if (bytes.length < 4) return "more";
    const [first, second, third, fourth] = bytes as unknown as [number, number, number, number];
    // Eleven bits of ones, layer III.
    if (first !== 0xff || (second & 0xe0) !== 0xe0 || ((second >> 1) & 3) !== 1) return "none";
    const version = (second >> 3) & 3;
    const rate = mp3Rates[(third >> 2) & 3];
    const kbps = mp3Kbps[version === 3 ? 1 : 2][third >> 4];
    if (version === 1 || !rate || !kbps) return "none";
    const halved = version === 3 ? rate : version === 2 ? rate / 2 : rate / 4;
    const length = Math.floor(((version === 3 ? 144 : 72) * kbps * 1_000) / halved) + ((third >> 1) & 1);
    if (bytes.length < length) return "more";
    return { length, rate: halved, channels: fourth >> 6 === 3 ? 1 : 2 };
  }
}

/** The packets of Opus in Ogg, without its two headers. A page may hold a second of sound: it is not waited for. */
export class OggReader {
  private readonly rest = new Rest();
  private head: Uint8Array | undefined;
  private headers = 0;
  /** sizes of the segments of the page that are still to come */
  private segments: number[] = [];
  /** the beginning of a packet that goes on in the next segment */
  private begun: Uint8Array[] = [];

  read(more: Uint8Array): Packet[] {
    const { rest } = this;
    rest.add(more);
    const packets: Packet[] = [];
    for (;;) {
      const [size] = this.segments;
      if (size === undefined) {
        if (!this.readPage()) return packets;
        continue;
      }
      if (rest.bytes.length < size) return packets;
      this.begun.push(rest.bytes.slice(0, size));
      rest.drop(size);
      this.segments.shift();
      if (size < 255) packets.push(...this.endPacket());
    }
  }

  private readPage(): boolean {
    const { rest } = this;
    if (rest.bytes.length < 27) return false;
    if (rest.text(0, 4) !== "OggS") throw new Error("This is not an Ogg stream.");
    const count = rest.bytes[26]!;
    if (rest.bytes.length < 27 + count) return false;
    this.segments = [...rest.bytes.subarray(27, 27 + count)];
    rest.drop(27 + count);
    return true;
  }

  private endPacket(): Packet[] {
    const bytes = new Uint8Array(this.begun.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const piece of this.begun) {
      bytes.set(piece, at);
      at += piece.length;
    }
    this.begun = [];
    if (this.headers++ === 0) this.head = bytes;
    if (this.headers <= 2 || !this.head || bytes.length === 0) return [];
    return [{ bytes, rate: 48_000, channels: this.head[9] ?? 1, description: this.head }];
  }
}
