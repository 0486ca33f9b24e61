/** Kilobits a second of MPEG-1 and MPEG-2 layer III, by the index in a frame's header. */
const kilobits = {
  mpeg1: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  mpeg2: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
};

/** How long a recording is, by its content; undefined for what is no WAV, MP3 or Opus. */
export function secondsOfSample(bytes: Buffer): number | undefined {
  const head = bytes.toString("latin1", 0, 4);
  if (head === "RIFF" && bytes.toString("latin1", 8, 12) === "WAVE") return secondsOfWav(bytes);
  if (head === "OggS") return bytes.includes("OpusHead") ? secondsOfOpus(bytes) : undefined;
  return secondsOfMp3(bytes);
}

function secondsOfWav(bytes: Buffer): number | undefined {
  let bytesPerSecond = 0;
  for (let at = 12; at + 8 <= bytes.length;) {
    const name = bytes.toString("latin1", at, at + 4);
    const size = bytes.readUInt32LE(at + 4);
    if (name === "fmt " && size >= 16 && at + 24 <= bytes.length) bytesPerSecond = bytes.readUInt32LE(at + 16);
    if (name === "data") return bytesPerSecond > 0 ? Math.min(size, bytes.length - at - 8) / bytesPerSecond : undefined;
    at += 8 + size + (size % 2);
  }
  return undefined;
}

/** By the time of the last page, which is counted at 48 kHz. */
function secondsOfOpus(bytes: Buffer): number | undefined {
  const last = bytes.lastIndexOf("OggS");
  return last + 14 <= bytes.length ? Number(bytes.readBigInt64LE(last + 6)) / 48_000 : undefined;
}

/** By the rate of its first frame. */
function secondsOfMp3(bytes: Buffer): number | undefined {
  const start = bytes.toString("latin1", 0, 3) === "ID3" && bytes.length > 10 ? 10 + sizeOfTag(bytes) : 0;
  if (start + 4 > bytes.length) return undefined;
  const [sync, version, rate] = [bytes[start]!, bytes[start + 1]!, bytes[start + 2]!];
  if (sync !== 0xff || (version & 0xe6) !== 0xe2) return undefined;
  const table = (version & 0x18) === 0x18 ? kilobits.mpeg1 : kilobits.mpeg2;
  const bits = (table[rate >> 4] ?? 0) * 1000;
  return bits > 0 ? ((bytes.length - start) * 8) / bits : undefined;
}

function sizeOfTag(bytes: Buffer): number {
  return [6, 7, 8, 9].reduce((size, at) => (size << 7) | (bytes[at]! & 0x7f), 0);
}
