import { z } from "zod";

const modelId = z.string().min(1).max(200);
const size = z.string().regex(/^\d{2,5}x\d{2,5}$/, "must be WIDTHxHEIGHT");
const seed = z.int().min(0).max(9_999_999_999);
/** a data URI or, where the site allows it, a web address */
const picture = z.string().regex(/^(https?:\/\/|data:image\/)/, "must be a web address or the data URI of an image");

/**
 * Body of POST /images/generations: the fields of all models together; send only those of the chosen model.
 * @see SiliconFlow API reference, images
 */
export const ImageRequest = z.strictObject({
  model: modelId,
  prompt: z.string().min(1),
  negative_prompt: z.string().optional(),
  image_size: size.optional(),
  aspect_ratio: z
    .string()
    .regex(/^\d{1,2}:\d{1,2}$/)
    .optional(),
  width: z.int().min(256).max(1440).optional(),
  height: z.int().min(256).max(1440).optional(),
  batch_size: z.int().min(1).max(4).optional(),
  num_inference_steps: z.int().min(1).max(100).optional(),
  guidance_scale: z.number().min(0).max(100).optional(),
  cfg: z.number().min(0.1).max(20).optional(),
  seed: seed.optional(),
  image: picture.optional(),
  image2: picture.optional(),
  image3: picture.optional(),
  input_image: picture.optional(),
  image_prompt: z.string().optional(),
  image_prompt_strength: z.number().min(0).max(1).optional(),
  prompt_enhancement: z.boolean().optional(),
  prompt_upsampling: z.boolean().optional(),
  safety_tolerance: z.int().min(0).max(6).optional(),
  output_format: z.enum(["png", "jpeg"]).optional(),
  raw: z.boolean().optional(),
});
export type ImageRequest = z.infer<typeof ImageRequest>;

/** Body of POST /video/submit. */
export const VideoRequest = z.strictObject({
  model: modelId,
  prompt: z.string().min(1),
  image_size: z.enum(["1280x720", "720x1280", "960x960"]),
  negative_prompt: z.string().optional(),
  image: picture.optional(),
  seed: seed.optional(),
});
export type VideoRequest = z.infer<typeof VideoRequest>;

/** Body of POST /audio/speech. Both schemas of the provider forbid unknown fields. */
export const SpeechRequest = z.strictObject({
  model: modelId,
  input: z.string().min(1).max(128_000),
  /** `<model>:<name>`, a custom voice's `speech:` address, or empty with references */
  voice: z.string().optional(),
  references: z
    .array(
      z.strictObject({
        audio: z.string().regex(/^(https?:\/\/|data:audio\/)/, "must be a web address or the data URI of a recording"),
        text: z.string().min(1),
      }),
    )
    .min(1)
    .optional(),
  response_format: z.enum(["mp3", "opus", "wav", "pcm"]).optional(),
  sample_rate: z.union([8000, 16000, 24000, 32000, 44100, 48000].map((rate) => z.literal(rate))).optional(),
  stream: z.boolean().optional(),
  /** of the sound, where a model makes it of tokens: else a long text is cut off */
  max_tokens: z.int().min(1).max(32_768).optional(),
  speed: z.number().min(0.25).max(4).optional(),
  gain: z.number().min(-10).max(10).optional(),
});
export type SpeechRequest = z.infer<typeof SpeechRequest>;

const voice = {
  model: modelId,
  customName: z.string().min(1).max(200),
  /** the exact words of the recording */
  text: z.string().min(1),
};

/** JSON body of POST /uploads/audio/voice. */
export const VoiceUpload = z.strictObject({
  ...voice,
  audio: z.string().regex(/^data:audio\/[\w.+-]+;base64,/, "must be the data URI of a recording"),
});
export type VoiceUpload = z.infer<typeof VoiceUpload>;

const bytes = z.instanceof(Uint8Array).refine((value) => value.byteLength > 0, "is empty");
const audioType = z.string().regex(/^(audio|video)\/[\w.+-]+$/, "must be a media type of audio");

/** The same by multipart. The person's own name of the file is not sent. */
export const VoiceFile = z.strictObject({ ...voice, bytes, mediaType: audioType });
export type VoiceFile = z.infer<typeof VoiceFile>;

/** POST /audio/transcriptions: up to an hour and 50 MB. */
export const TranscriptionRequest = z.strictObject({
  model: modelId,
  bytes: bytes.refine((value) => value.byteLength <= 50_000_000, "is larger than 50 MB"),
  mediaType: audioType,
});
export type TranscriptionRequest = z.infer<typeof TranscriptionRequest>;
