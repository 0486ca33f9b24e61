import type { LanguageModelV4FilePart, LanguageModelV4Prompt, LanguageModelV4ToolResultOutput } from "@ai-sdk/provider";
import { AppError } from "@/lib/core";
import type { ChatMessage, ContentPart } from "./chat-requests";
import { isRecord } from "./usage";

export interface PromptOptions {
  /** how finely pictures and films are read, where the part itself does not say: it decides what they cost */
  detail: "low" | "high" | "auto";
  /** give earlier reasoning back to the model, within the present tool loop only */
  resendReasoning: boolean;
}

/**
 * The SDK's prompt in the provider's words. Neighbours of one role are joined, since some models refuse them; earlier
 * reasoning stays behind.
 * @throws AppError `unsupported` for a file no model reads
 */
export function toMessages(prompt: LanguageModelV4Prompt, options: PromptOptions): ChatMessage[] {
  const messages: ChatMessage[] = [];
  const loopBegins = prompt.findLastIndex((message) => message.role === "user");
  for (const [position, message] of prompt.entries()) {
    switch (message.role) {
      case "system":
        add(messages, { role: "system", content: message.content });
        break;
      case "user": {
        const parts = message.content.map((part) =>
          part.type === "text" ? ({ type: "text", text: part.text } as const) : toContentPart(part, options.detail),
        );
        add(messages, { role: "user", content: plainIfText(parts) });
        break;
      }
      case "assistant": {
        const resend = options.resendReasoning && position > loopBegins;
        const added: Extract<ChatMessage, { role: "assistant" }> = { role: "assistant", content: "" };
        const reasoning: string[] = [];
        for (const part of message.content) {
          if (part.type === "text") added.content += part.text;
          else if (part.type === "reasoning" && resend) reasoning.push(part.text);
          else if (part.type === "tool-call") {
            const called = { name: part.toolName, arguments: toArguments(part.input) };
            (added.tool_calls ??= []).push({ id: part.toolCallId, type: "function", function: called });
          } else if (part.type === "file") throw unreadable();
        }
        if (reasoning.length > 0) added.reasoning_content = reasoning.join("");
        if (added.content || added.tool_calls) add(messages, added);
        break;
      }
      case "tool":
        for (const part of message.content) {
          if (part.type !== "tool-result") continue;
          messages.push({ role: "tool", tool_call_id: part.toolCallId, content: toResultText(part.output) });
        }
    }
  }
  return messages;
}

function add(messages: ChatMessage[], message: ChatMessage): void {
  const last = messages.at(-1);
  if (last?.role === "system" && message.role === "system") {
    last.content += `\n\n${message.content}`;
  } else if (last?.role === "user" && message.role === "user") {
    const joined = [...toParts(last.content), ...toParts(message.content)];
    last.content =
      typeof last.content === "string" && typeof message.content === "string"
        ? `${last.content}\n\n${message.content}`
        : joined;
  } else if (last?.role === "assistant" && message.role === "assistant" && !last.tool_calls) {
    last.content = [last.content, message.content].filter(Boolean).join("\n\n");
    if (message.tool_calls) last.tool_calls = message.tool_calls;
    if (message.reasoning_content) last.reasoning_content = (last.reasoning_content ?? "") + message.reasoning_content;
  } else {
    messages.push(message);
  }
}

function toParts(content: string | ContentPart[]): ContentPart[] {
  return typeof content === "string" ? [{ type: "text", text: content }] : content;
}

function plainIfText(parts: ContentPart[]): string | ContentPart[] {
  if (parts.length === 0) return "";
  const texts = parts.flatMap((part) => (part.type === "text" ? [part.text] : []));
  return texts.length === parts.length ? texts.join("\n\n") : parts;
}

function toContentPart(part: LanguageModelV4FilePart, standard: PromptOptions["detail"]): ContentPart {
  if (part.data.type === "text") return { type: "text", text: part.data.text };
  const asked: unknown = part.providerOptions?.siliconflow?.detail;
  const detail = asked === "low" || asked === "high" || asked === "auto" ? asked : standard;
  const url = toUrl(part);
  switch (part.mediaType.split("/")[0]) {
    case "image":
      return { type: "image_url", image_url: { url, detail } };
    case "video":
      return { type: "video_url", video_url: { url, detail } };
    case "audio":
      return { type: "audio_url", audio_url: { url } };
  }
  throw unreadable();
}

function toUrl({ data, mediaType }: LanguageModelV4FilePart): string {
  if (data.type === "url") return data.url.href;
  if (data.type !== "data") throw unreadable();
  // A data URI that is one already goes as it is: another copy of a picture is megabytes.
  if (typeof data.data === "string" && data.data.startsWith("data:")) return data.data;
  const base64 = typeof data.data === "string" ? data.data : Buffer.from(data.data).toString("base64");
  const fullType = /^\w+\/[\w.+-]+$/.test(mediaType) ? mediaType : `${mediaType.split("/")[0]}/${usual(mediaType)}`;
  return `data:${fullType};base64,${base64}`;
}

/** A type without its second half still names a decoder that looks for itself. */
function usual(mediaType: string): string {
  return mediaType.startsWith("image") ? "png" : mediaType.startsWith("video") ? "mp4" : "mpeg";
}

/** Arguments go back as they came: the model may have written something that is not JSON. */
function toArguments(input: unknown): string {
  return typeof input === "string" ? input : JSON.stringify(input ?? {});
}

function toResultText(output: LanguageModelV4ToolResultOutput): string {
  switch (output.type) {
    case "text":
    case "error-text":
      return output.value;
    case "json":
    case "error-json":
      return JSON.stringify(output.value);
    case "execution-denied":
      return output.reason ?? "The person did not allow this call.";
    case "content":
      return output.value
        .map((part) => (part.type === "text" ? part.text : isRecord(part) && part.type === "file" ? "[file]" : ""))
        .join("\n");
  }
}

function unreadable(): AppError {
  return new AppError("unsupported", "This model cannot read a file of this kind.", { reason: "file" });
}
