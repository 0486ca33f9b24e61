const HEADER_BYTES = 44;
/** What stands for "until the end of the file" where a length has 32 bits. */
const UNKNOWN = 0xffff_ffff;

/**
 * What stands before samples to make a WAV file of them: signed, 16 bits, mono unless it says otherwise.
 * @param bytes of the samples
 * @param rate samples per second
 */
export function wavHeader(bytes: number, rate: number, channels = 1): Uint8Array<ArrayBuffer> {
  return header({ dataBytes: bytes, fileBytes: HEADER_BYTES - 8 + bytes, rate, channels });
}

/** The same where nobody knows yet how many samples there will be: players read on to the end. */
export function streamingWavHeader(rate: number, channels = 1): Uint8Array<ArrayBuffer> {
  return header({ dataBytes: UNKNOWN, fileBytes: UNKNOWN, rate, channels });
}

interface Described {
  dataBytes: number;
  fileBytes: number;
  rate: number;
  channels: number;
}

function header({ dataBytes, fileBytes, rate, channels }: Described): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(HEADER_BYTES);
  const view = new DataView(bytes.buffer);
  write(bytes, 0, "RIFF");
  view.setUint32(4, Math.min(fileBytes, UNKNOWN), true);
  write(bytes, 8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true); // PCM
  view.setUint16(22, channels, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * channels * 2, true);
  view.setUint16(32, channels * 2, true);
  view.setUint16(34, 16, true);
  write(bytes, 36, "data");
  view.setUint32(40, Math.min(dataBytes, UNKNOWN), true);
  return bytes;
}

function write(bytes: Uint8Array, at: number, text: string): void {
  for (let index = 0; index < text.length; index++) bytes[at + index] = text.charCodeAt(index);
}
