import type { ByteQueue } from "./byte-queue";
import { AudioFailure } from "./failure";

interface Decoded {
  channelData: Float32Array[];
  samplesDecoded: number;
  sampleRate: number;
}

/** A decoder of whole files that takes them piece by piece. */
interface StreamDecoder {
  ready: Promise<void>;
  decode(data: Uint8Array): Promise<Decoded>;
  flush(): Promise<Decoded>;
  free(): void;
}

/** Silence packs so well that more would become gigabytes. */
const PIECE_BYTES = 4_096;

/** The samples that a decoder makes of the bytes. What it cannot make sense of, it passes over. */
export async function* decodedBy(
  decoder: StreamDecoder,
  bytes: ByteQueue,
  { channels, sampleRate, head }: { channels: number; sampleRate: number; head?: Buffer },
): AsyncGenerator<Float32Array[]> {
  await decoder.ready;
  if (head) await decoder.decode(head);
  for await (const piece of bytes.rest(PIECE_BYTES)) {
    const decoded = await decoder.decode(piece);
    if (decoded.samplesDecoded > 0) yield checked(decoded);
  }
  const last = await decoder.flush();
  if (last.samplesDecoded > 0) yield checked(last);

  function checked(decoded: Decoded): Float32Array[] {
    if (decoded.channelData.length !== channels || decoded.sampleRate !== sampleRate) {
      throw new AudioFailure("audio_damaged");
    }
    return decoded.channelData;
  }
}
