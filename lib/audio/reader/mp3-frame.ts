/** The beginning of a frame of MPEG sound, layer III. @see ISO/IEC 11172-3, 2.4.1.3 */
export interface Mp3Frame {
  bytes: number;
  /** of each channel */
  samples: number;
  sampleRate: number;
  channels: number;
  /** what frames of one recording have in common */
  family: number;
  /** where the notes of an encoder stand, if there are any */
  notesAt: number;
}

const kilobits = {
  first: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  second: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
};
const rates = [44_100, 48_000, 32_000];

/** @param word the four bytes; undefined where they do not begin a frame whose length is known */
export function mp3Frame(word: number): Mp3Frame | undefined {
  const version = (word >>> 19) & 3;
  const layer = (word >>> 17) & 3;
  const bitrate = (word >>> 12) & 15;
  const rate = rates[(word >>> 10) & 3];
  if (word >>> 21 !== 0x7ff || version === 1 || layer !== 1 || rate === undefined) return undefined;
  const isFirst = version === 3;
  const kbps = kilobits[isFirst ? "first" : "second"][bitrate];
  if (!kbps || (word & 3) === 2) return undefined;
  const sampleRate = isFirst ? rate : version === 2 ? rate / 2 : rate / 4;
  const isMono = ((word >>> 6) & 3) === 3;
  return {
    bytes: Math.floor(((isFirst ? 144_000 : 72_000) * kbps) / sampleRate) + ((word >>> 9) & 1),
    samples: isFirst ? 1_152 : 576,
    sampleRate,
    channels: isMono ? 1 : 2,
    family: (word & 0xfffe_0c00) >>> 0,
    notesAt: 4 + (isFirst ? (isMono ? 17 : 32) : isMono ? 9 : 17),
  };
}
