import { z } from "zod";
import { storableText } from "@/lib/core";
import { gainRange, speechFormats, speedRange } from "./model";

/** What is looked at all; what an installation allows stands in `SPEECH_CHARACTERS`, and is told where it is passed. */
export const mostCharacters = 2_000_000;
export const maxInstructionLength = 500;
export const maxTranscriptLength = 1_000;

const modelId = z.string().regex(/^[\w./:@+-]{1,200}$/, "must be a model's id");

/** Whose voice speaks: one of the provider's, one of the person's, or whoever is heard in a recording of theirs. */
export const VoiceChoice = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("system"), name: z.string().regex(/^[\w-]{1,64}$/, "must be a voice's name") }),
  z.strictObject({ kind: z.literal("own"), voiceId: z.uuid() }),
  z.strictObject({
    kind: z.literal("clip"),
    assetId: z.uuid(),
    /** the exact words of the recording */
    transcript: z.string().max(maxTranscriptLength).overwrite(storableText).regex(/\S/, "must not be empty"),
  }),
]);
export type VoiceChoice = z.infer<typeof VoiceChoice>;

const settings = {
  modelId,
  text: z.string().max(mostCharacters).overwrite(storableText),
  /** how to speak, in front of every part: "Speak happily" */
  instruction: z.string().max(maxInstructionLength).overwrite(storableText).optional(),
  voice: VoiceChoice,
  /** of [S2], where the model speaks dialogue; both are clips then */
  secondVoice: VoiceChoice.optional(),
  format: z.enum(speechFormats).default("mp3"),
  /** the format's usual one where absent */
  sampleRate: z.int().min(8_000).max(48_000).optional(),
  speed: z.number().min(speedRange.min).max(speedRange.max).default(speedRange.usual),
  gain: z.number().min(gainRange.min).max(gainRange.max).default(gainRange.usual),
};

/** What a person sets in the form. */
export const SpeechSettings = z.strictObject(settings);
export type SpeechSettings = z.infer<typeof SpeechSettings>;

/** POST /api/speech */
export const StartSpeechInput = z.strictObject({ ...settings, requestKey: z.uuid() });
export type StartSpeechInput = z.infer<typeof StartSpeechInput>;

export const SpeechParams = z.strictObject({ id: z.uuid() });
export const SpeechPartParams = z.strictObject({ id: z.uuid(), position: z.coerce.number().int().min(0).max(100_000) });

/** POST /api/speech/read-aloud: the same message with the same voice is the same speech, paid once. */
export const ReadAloudInput = z.strictObject({
  messageId: z.uuid(),
  /** the first model and its first voice where absent */
  modelId: modelId.optional(),
  voice: VoiceChoice.optional(),
});
export type ReadAloudInput = z.infer<typeof ReadAloudInput>;

export const sampleLanguages = ["en", "zh-CN"] as const;
export type SampleLanguage = (typeof sampleLanguages)[number];

/** POST /api/speech/samples: how one of the provider's voices sounds. */
export const VoiceSampleInput = z.strictObject({
  modelId,
  voice: z.string().regex(/^[\w-]{1,64}$/, "must be a voice's name"),
  language: z.enum(sampleLanguages),
});
export type VoiceSampleInput = z.infer<typeof VoiceSampleInput>;

/** What every voice says when it is tried. Short, since it is paid by the byte. */
export const sampleTexts: Record<SampleLanguage, string> = {
  en: "Hello! This is how I sound. Shall I read you something?",
  "zh-CN": "你好！这就是我的声音。要我为你读点什么吗？",
};
