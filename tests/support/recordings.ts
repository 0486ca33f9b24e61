/** A stretch of sound: a tone as loud as speech, or nothing. */
export interface Stretch {
  ms: number;
  /** hertz; 0 is silence */
  tone: number;
}

export const speech = (ms: number, tone = 220): Stretch => ({ ms, tone });
export const pause = (ms: number): Stretch => ({ ms, tone: 0 });

/** A WAV file of 16 bits, drawn from nothing. */
export function recordingOf(stretches: readonly Stretch[], { rate = 16_000, channels = 1 } = {}): Buffer {
  const samples = Buffer.concat(stretches.map((stretch) => drawn(stretch, rate, channels)));
  const header = Buffer.alloc(44);
  header.write("RIFF", 0, "latin1");
  header.writeUInt32LE(36 + samples.length, 4);
  header.write("WAVEfmt ", 8, "latin1");
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(channels, 22);
  header.writeUInt32LE(rate, 24);
  header.writeUInt32LE(rate * channels * 2, 28);
  header.writeUInt16LE(channels * 2, 32);
  header.writeUInt16LE(16, 34);
  header.write("data", 36, "latin1");
  header.writeUInt32LE(samples.length, 40);
  return Buffer.concat([header, samples]);
}

function drawn({ ms, tone }: Stretch, rate: number, channels: number): Buffer {
  const frames = Math.round((ms * rate) / 1000);
  const buffer = Buffer.alloc(frames * channels * 2);
  if (tone === 0) return buffer;
  for (let frame = 0; frame < frames; frame++) {
    const value = Math.round(9_000 * Math.sin((2 * Math.PI * tone * frame) / rate));
    for (let channel = 0; channel < channels; channel++) buffer.writeInt16LE(value, (frame * channels + channel) * 2);
  }
  return buffer;
}
