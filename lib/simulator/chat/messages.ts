import { demandsAlternation, may, type CatalogueModel } from "../catalogue";
import { isObject } from "../fields";
import { badParameter } from "../refusal";
import { countTokens } from "../tokens";
import { describeImage, imageTokens, type ImageFacts } from "./vision";

export interface ToolRequest {
  id: string;
  name: string;
  arguments: string;
}

/** A message as the answer is made from it. */
export interface Message {
  role: "system" | "user" | "assistant" | "tool";
  text: string;
  images: ImageFacts[];
  /** tokens of pictures, clips and recordings */
  mediaTokens: number;
  toolCalls: ToolRequest[];
  toolCallId: string | undefined;
}

const roles = ["system", "user", "assistant", "tool"] as const;
/** Tokens that every message costs beside its text. */
const FRAME_TOKENS = 4;
/** A clip of five seconds and a recording of five seconds, since neither is fetched to be measured. */
const FRAMES_ASSUMED = 5;
const FRAME_IMAGE_TOKENS = 256;
const AUDIO_TOKENS = 125;

/** @throws Refusal 400 (20015) naming the message and what is wrong with it */
export function parseMessages(value: unknown, model: CatalogueModel): Message[] {
  if (!Array.isArray(value)) throw badParameter("messages must be an array.");
  if (value.length === 0) throw badParameter("messages must have at least 1 item.");
  const pictures = countPictures(value);
  const messages = value.map((item, index) => parseMessage(item, `messages[${index}]`, model, pictures));
  if (demandsAlternation(model.id)) {
    const repeated = messages.findIndex((message, index) => index > 0 && repeats(message, messages[index - 1]!));
    if (repeated > 0) {
      throw badParameter(
        `messages[${repeated}]: consecutive messages of role ${messages[repeated]!.role} are not supported by this model.`,
      );
    }
  }
  return messages;
}

export function promptTokensOf(messages: readonly Message[], extra: string): number {
  return messages.reduce((total, message) => total + messageTokens(message), extra === "" ? 0 : countTokens(extra));
}

export function messageTokens(message: Message): number {
  const calls = message.toolCalls.reduce((sum, call) => sum + countTokens(call.name) + countTokens(call.arguments), 0);
  return FRAME_TOKENS + countTokens(message.text) + message.mediaTokens + calls;
}

function repeats(message: Message, before: Message): boolean {
  return message.role === before.role && (message.role === "user" || message.role === "assistant");
}

function parseMessage(value: unknown, at: string, model: CatalogueModel, pictures: number): Message {
  if (!isObject(value)) throw badParameter(`${at} must be an object.`);
  const role = roles.find((known) => known === value.role);
  if (!role) throw badParameter(`${at}.role must be one of: ${roles.join(", ")}.`);
  const message: Message = { role, text: "", images: [], mediaTokens: 0, toolCalls: [], toolCallId: undefined };
  readContent(message, value.content, at, model, pictures);
  if (value.tool_calls != null) message.toolCalls = parseToolCalls(value.tool_calls, `${at}.tool_calls`);
  if (role === "tool") {
    if (typeof value.tool_call_id !== "string") throw badParameter(`${at}.tool_call_id is required.`);
    message.toolCallId = value.tool_call_id;
  }
  return message;
}

function readContent(message: Message, content: unknown, at: string, model: CatalogueModel, pictures: number): void {
  if (typeof content === "string") {
    message.text = content;
    return;
  }
  if (content == null) {
    if (message.role !== "assistant") throw badParameter(`${at}.content is required.`);
    return;
  }
  if (!Array.isArray(content)) throw badParameter(`${at}.content must be a string or an array.`);
  content.forEach((part: unknown, index) => readPart(message, part, `${at}.content[${index}]`, model, pictures));
}

function readPart(message: Message, part: unknown, at: string, model: CatalogueModel, pictures: number): void {
  if (!isObject(part)) throw badParameter(`${at} must be an object.`);
  switch (part.type) {
    case "text":
      if (typeof part.text !== "string") throw badParameter(`${at}.text must be a string.`);
      message.text += message.text === "" ? part.text : `\n${part.text}`;
      return;
    case "image_url": {
      requireSense(model, "vision", "image_url");
      const { url, detail } = sourceOf(part.image_url, `${at}.image_url`);
      const facts = describeImage(url, `${at}.image_url`);
      message.images.push(facts);
      message.mediaTokens += imageTokens(model.id, facts, detail, pictures);
      return;
    }
    case "video_url": {
      requireSense(model, "videoInput", "video_url");
      const source = sourceOf(part.video_url, `${at}.video_url`);
      message.mediaTokens += Math.min(FRAMES_ASSUMED * source.fps, source.maxFrames) * FRAME_IMAGE_TOKENS;
      return;
    }
    case "audio_url":
      requireSense(model, "audioInput", "audio_url");
      sourceOf(part.audio_url, `${at}.audio_url`);
      message.mediaTokens += AUDIO_TOKENS;
      return;
    default:
      throw badParameter(`${at}.type must be one of: text, image_url, video_url, audio_url.`);
  }
}

function requireSense(model: CatalogueModel, capability: string, part: string): void {
  if (!may(model, capability)) throw badParameter(`${part}: the model ${model.id} does not take this kind of input.`);
}

function sourceOf(value: unknown, at: string): { url: string; detail: string; fps: number; maxFrames: number } {
  if (!isObject(value) || typeof value.url !== "string") throw badParameter(`${at}.url must be a string.`);
  if (!/^(https?:\/\/|data:)/i.test(value.url))
    throw badParameter(`${at}.url must be an http(s) address or a data URI.`);
  const detail = value.detail ?? "high";
  if (detail !== "low" && detail !== "high" && detail !== "auto") {
    throw badParameter(`${at}.detail must be one of: low, high, auto.`);
  }
  const fps = typeof value.fps === "number" && value.fps > 0 ? value.fps : 1;
  const maxFrames = typeof value.max_frames === "number" && value.max_frames > 0 ? value.max_frames : 16;
  return { url: value.url, detail, fps, maxFrames };
}

function parseToolCalls(value: unknown, at: string): ToolRequest[] {
  if (!Array.isArray(value)) throw badParameter(`${at} must be an array.`);
  return value.map((call: unknown, index) => {
    const target = isObject(call) ? call.function : undefined;
    if (!isObject(call) || !isObject(target) || typeof call.id !== "string" || typeof target.name !== "string") {
      throw badParameter(`${at}[${index}] must have an id and a function with a name.`);
    }
    if (typeof target.arguments !== "string")
      throw badParameter(`${at}[${index}].function.arguments must be a string.`);
    return { id: call.id, name: target.name, arguments: target.arguments };
  });
}

function countPictures(messages: readonly unknown[]): number {
  return messages
    .flatMap((message) => (isObject(message) && Array.isArray(message.content) ? (message.content as unknown[]) : []))
    .filter((part) => isObject(part) && part.type === "image_url").length;
}
