import { z } from "zod";

const modelId = z.string().min(1).max(200);
const detail = z.enum(["low", "high", "auto"]);
/** a web address or a data URI */
const mediaUrl = z.string().regex(/^(https?:\/\/|data:)/, "must be a web address or a data URI");

const TextPart = z.strictObject({ type: z.literal("text"), text: z.string() });
const ContentPart = z.discriminatedUnion("type", [
  TextPart,
  z.strictObject({ type: z.literal("image_url"), image_url: z.strictObject({ url: mediaUrl, detail }) }),
  z.strictObject({
    type: z.literal("video_url"),
    video_url: z.strictObject({
      url: mediaUrl,
      detail,
      max_frames: z.int().min(1).optional(),
      fps: z.number().positive().optional(),
    }),
  }),
  z.strictObject({ type: z.literal("audio_url"), audio_url: z.strictObject({ url: mediaUrl }) }),
]);
export type ContentPart = z.infer<typeof ContentPart>;

const ToolCall = z.strictObject({
  id: z.string(),
  type: z.literal("function"),
  function: z.strictObject({ name: z.string(), arguments: z.string() }),
});

export const ChatMessage = z.discriminatedUnion("role", [
  z.strictObject({ role: z.literal("system"), content: z.string() }),
  z.strictObject({ role: z.literal("user"), content: z.union([z.string(), z.array(ContentPart).min(1)]) }),
  z.strictObject({
    role: z.literal("assistant"),
    content: z.string(),
    /** returned only inside a tool loop, to models that ask for it */
    reasoning_content: z.string().optional(),
    tool_calls: z.array(ToolCall).min(1).optional(),
  }),
  z.strictObject({ role: z.literal("tool"), tool_call_id: z.string(), content: z.string() }),
]);
export type ChatMessage = z.infer<typeof ChatMessage>;

const Tool = z.strictObject({
  type: z.literal("function"),
  function: z.strictObject({
    name: z.string().regex(/^[\w-]{1,64}$/),
    description: z.string().optional(),
    parameters: z.record(z.string(), z.unknown()),
    strict: z.boolean().optional(),
  }),
});

const stop = z.union([z.string().min(1), z.array(z.string().min(1)).min(1).max(4)]);
const penalty = z.number().min(-2).max(2);

/**
 * Body of POST /chat/completions without `stream`, which follows from the verb called. Every field is one of the
 * provider's; which of them a model accepts is known to the catalogue.
 * @see SiliconFlow API reference, chat completions
 */
export const ChatRequest = z.strictObject({
  model: modelId,
  messages: z.array(ChatMessage).min(1),
  max_tokens: z.int().min(1).optional(),
  temperature: z.number().min(0).max(2).optional(),
  top_p: z.number().gt(0).max(1).optional(),
  top_k: z.int().min(0).max(100).optional(),
  min_p: z.number().min(0).max(1).optional(),
  frequency_penalty: penalty.optional(),
  stop: stop.optional(),
  n: z.literal(1).optional(),
  response_format: z
    .discriminatedUnion("type", [
      z.strictObject({ type: z.literal("text") }),
      z.strictObject({ type: z.literal("json_object") }),
      z.strictObject({
        type: z.literal("json_schema"),
        json_schema: z.strictObject({
          name: z.string(),
          schema: z.record(z.string(), z.unknown()),
          strict: z.boolean().optional(),
        }),
      }),
    ])
    .optional(),
  tools: z.array(Tool).min(1).max(128).optional(),
  tool_choice: z
    .union([
      z.enum(["auto", "none", "required"]),
      z.strictObject({ type: z.literal("function"), function: z.strictObject({ name: z.string() }) }),
    ])
    .optional(),
  enable_thinking: z.boolean().optional(),
  thinking_budget: z.int().min(128).max(131_072).optional(),
  reasoning_effort: z.string().max(20).optional(),
  prefix: z.string().optional(),
  suffix: z.string().optional(),
});
export type ChatRequest = z.infer<typeof ChatRequest>;

/**
 * Body of POST /completions without `stream`.
 * @see SiliconFlow API reference, completions
 */
export const CompletionRequest = z.strictObject({
  model: modelId,
  prompt: z.string().min(1),
  suffix: z.string().optional(),
  max_tokens: z.int().min(1).optional(),
  temperature: z.number().min(0).max(2).optional(),
  top_p: z.number().gt(0).max(1).optional(),
  top_k: z.int().min(0).max(100).optional(),
  repetition_penalty: z.number().optional(),
  presence_penalty: penalty.optional(),
  frequency_penalty: penalty.optional(),
  stop: z.array(z.string().min(1)).min(1).max(4).optional(),
  n: z.literal(1).optional(),
  logit_bias: z.record(z.string().regex(/^\d+$/), z.number().min(-100).max(100)).optional(),
  seed: z.int().optional(),
});
export type CompletionRequest = z.infer<typeof CompletionRequest>;
