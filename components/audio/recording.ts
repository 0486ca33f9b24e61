/** What a recording is drawn with, wherever it is drawn. */
const PEAKS = 400;

/** One channel of 16-bit samples in a WAV file, with what is needed to draw it. */
export interface Recording {
  wav: Blob;
  durationMs: number;
  /** the loudest moment of each of 400 equal parts, 0 to 255 */
  peaks: number[];
}

/** @param samples from -1 to 1 */
export function toRecording(samples: Float32Array, sampleRate: number): Recording {
  return {
    wav: new Blob([wavOf(samples, sampleRate)], { type: "audio/wav" }),
    durationMs: Math.round((samples.length / sampleRate) * 1000),
    peaks: peaksOf(samples),
  };
}

/** @see RIFF WAVE, PCM: a header of 44 bytes, then little-endian samples */
export function wavOf(samples: Float32Array, sampleRate: number): ArrayBuffer {
  const size = samples.length * 2;
  const view = new DataView(new ArrayBuffer(44 + size));
  const word = (at: number, text: string) => {
    for (let index = 0; index < text.length; index++) view.setUint8(at + index, text.charCodeAt(index));
  };
  word(0, "RIFF");
  view.setUint32(4, 36 + size, true);
  word(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  word(36, "data");
  view.setUint32(40, size, true);
  for (let index = 0; index < samples.length; index++) {
    const sample = Math.max(-1, Math.min(1, samples[index]!));
    view.setInt16(44 + index * 2, Math.round(sample * 32767), true);
  }
  return view.buffer;
}

export function peaksOf(samples: Float32Array, count = PEAKS): number[] {
  return Array.from({ length: count }, (_, part) => {
    const from = Math.floor((part * samples.length) / count);
    const to = Math.max(from + 1, Math.floor(((part + 1) * samples.length) / count));
    return Math.round(Math.min(1, loudestOf(samples.subarray(from, to))) * 255);
  });
}

export function loudestOf(samples: Float32Array): number {
  let loudest = 0;
  for (const sample of samples) loudest = Math.max(loudest, Math.abs(sample));
  return loudest;
}

/** How far a meter goes out: from 0 for what is hardly heard (-60 dB) to 1 for all there is. */
export function levelOf(loudest: number): number {
  return loudest <= 0.001 ? 0 : Math.min(1, 1 + Math.log10(loudest) / 3);
}
