import { voiceName } from "@/components/speech/voice-name";
import type { JsonObject } from "@/lib/models/schema";

interface Words {
  voice: string;
  own: string;
  clipName: string;
  instruction: string;
  speed: string;
  gain: string;
  rate: string;
}

/** Who spoke and how: what a person had set for a speech. */
export function speechFacts(request: JsonObject, words: Words): { label: string; value: string }[] {
  const { voice, instruction, speed, gain, sampleRate } = request;
  const isOwn = typeof voice === "object" && voice !== null && !Array.isArray(voice) && voice.kind === "own";
  const name = voiceName(request, [], words) ?? (isOwn ? words.own : undefined);
  return [
    ...(name ? [{ label: words.voice, value: name }] : []),
    ...(typeof instruction === "string" && instruction ? [{ label: words.instruction, value: instruction }] : []),
    ...(typeof speed === "number" ? [{ label: words.speed, value: `${speed} ×` }] : []),
    ...(typeof gain === "number" ? [{ label: words.gain, value: `${gain} dB` }] : []),
    ...(typeof sampleRate === "number" ? [{ label: words.rate, value: `${sampleRate} Hz` }] : []),
  ];
}
