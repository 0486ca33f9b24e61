import { z } from "zod";
import type { JsonObject } from "@/lib/models/schema";
import type { SpeechSettings, VoiceChoice } from "./input";
import { speechFormats, type SpeechFormat, type SpeechModel } from "./model";
import { spokenInput } from "./plan";

/** A call as it is kept: recordings stand in it by their asset, voices of one's own by their id. */
export const SpeechBody = z.object({
  /** the place of what it speaks */
  part: z.number(),
  model: z.string(),
  input: z.string(),
  /** `model:name` of the provider's, empty with references */
  voice: z.union([z.string(), z.object({ voiceId: z.string() })]),
  references: z.array(z.object({ assetId: z.string(), text: z.string() })).optional(),
  response_format: z.enum(speechFormats),
  sample_rate: z.number(),
  stream: z.boolean(),
  max_tokens: z.number().optional(),
  speed: z.number(),
  gain: z.number(),
});
export type SpeechBody = z.infer<typeof SpeechBody>;

/** How the parts of a speech are asked for. */
export interface PartSound {
  format: SpeechFormat;
  rate: number;
}

/**
 * One part is asked for as it is wished. Several are asked for as bare samples, which alone can be joined without a gap
 * and without being written a second time. Opus knows nothing of 44.1 kHz.
 */
export function partSoundOf(
  model: Pick<SpeechModel, "formats">,
  { format, sampleRate }: Pick<SpeechSettings, "format" | "sampleRate">,
  parts: number,
): PartSound {
  const rate = sampleRate ?? model.formats[format][0]!;
  if (parts === 1) return { format, rate };
  return { format: "pcm", rate: format === "opus" ? 24_000 : rate };
}

interface BodyInput {
  model: Pick<SpeechModel, "id"> & { maxTokens: number | undefined };
  settings: SpeechSettings;
  instruction: string;
  text: string;
  part: number;
  sound: PartSound;
}

export function bodyOf({ model, settings, instruction, text, part, sound }: BodyInput): JsonObject {
  const { voice, secondVoice, speed, gain } = settings;
  const body: SpeechBody = {
    part,
    model: model.id,
    input: spokenInput(instruction, text),
    ...voiceOf(model.id, voice, secondVoice),
    response_format: sound.format,
    sample_rate: sound.rate,
    stream: true,
    ...(model.maxTokens !== undefined && { max_tokens: model.maxTokens }),
    speed,
    gain,
  };
  return body as unknown as JsonObject;
}

function voiceOf(
  modelId: string,
  voice: VoiceChoice,
  secondVoice: VoiceChoice | undefined,
): Pick<SpeechBody, "voice" | "references"> {
  if (voice.kind === "system") return { voice: `${modelId}:${voice.name}` };
  if (voice.kind === "own") return { voice: { voiceId: voice.voiceId } };
  const clips = [voice, secondVoice].flatMap((choice) => (choice?.kind === "clip" ? [choice] : []));
  return { voice: "", references: clips.map(({ assetId, transcript }) => ({ assetId, text: transcript })) };
}
