import type { LanguageModelV4CallOptions, SharedV4Warning } from "@ai-sdk/provider";
import { z } from "zod";
import { ChatRequest } from "./chat-requests";
import { parseRequest } from "./parse";
import { toMessages } from "./prompt";

/**
 * `providerOptions.siliconflow`: the provider's own fields, named as on the wire, and two wishes of ours. Send only
 * what the model accepts.
 */
export const LanguageModelOptions = z.strictObject({
  ...ChatRequest.pick({
    top_k: true,
    min_p: true,
    enable_thinking: true,
    thinking_budget: true,
    reasoning_effort: true,
    prefix: true,
    suffix: true,
    /** in place of the SDK's own `responseFormat`, for callers that have put the schema into the prompt themselves */
    response_format: true,
  }).shape,
  /** how finely pictures are read; sent always, since the provider's pages differ on what its absence means */
  detail: z.enum(["low", "high", "auto"]).default("high"),
  /** for models that want their reasoning back within a tool loop */
  resendReasoning: z.boolean().default(false),
});
export type LanguageModelOptions = z.input<typeof LanguageModelOptions>;

/** The SDK's call in the provider's words, and what of it the provider has no words for. */
export function toChatRequest(
  model: string,
  call: LanguageModelV4CallOptions,
): { request: ChatRequest; warnings: SharedV4Warning[] } {
  const { detail, resendReasoning, ...own } = parseRequest(
    LanguageModelOptions,
    call.providerOptions?.siliconflow ?? {},
  );
  const warnings: SharedV4Warning[] = [];
  const unsupported = (feature: string, value: unknown) =>
    value !== undefined && warnings.push({ type: "unsupported", feature });
  unsupported("seed", call.seed);
  unsupported("presencePenalty", call.presencePenalty);
  unsupported("reasoning", call.reasoning === "provider-default" ? undefined : call.reasoning);

  const messages = toMessages(call.prompt, { detail, resendReasoning });
  const json = call.responseFormat?.type === "json" ? call.responseFormat : undefined;
  if (json?.schema) {
    // JSON mode knows no schema: the wanted shape has to stand in the prompt.
    const wish = `Answer with one JSON object that matches this JSON Schema:\n${JSON.stringify(json.schema)}`;
    const system = messages.find((message) => message.role === "system");
    if (system) system.content += `\n\n${wish}`;
    else messages.unshift({ role: "system", content: wish });
  }
  const tools = call.tools?.flatMap((tool) => {
    if (tool.type === "provider") {
      unsupported(`tool ${tool.id}`, tool);
      return [];
    }
    const { name, description, inputSchema, strict } = tool;
    const parameters: Record<string, unknown> = { ...inputSchema };
    return [{ type: "function", function: { name, description, parameters, strict } }];
  });
  const choice = call.toolChoice;
  const request = {
    model,
    messages,
    max_tokens: call.maxOutputTokens,
    temperature: call.temperature,
    top_p: call.topP,
    top_k: call.topK,
    frequency_penalty: call.frequencyPenalty,
    stop: call.stopSequences?.length ? call.stopSequences : undefined,
    response_format: json ? { type: "json_object" } : undefined,
    tools: tools?.length ? tools : undefined,
    tool_choice:
      !tools?.length || !choice || choice.type === "auto"
        ? undefined
        : choice.type === "tool"
          ? { type: "function", function: { name: choice.toolName } }
          : choice.type,
    ...own,
  };
  return { request: parseRequest(ChatRequest, request), warnings };
}
