import { AppError } from "@/lib/core";
import { worstCaseOf, type Usage } from "@/lib/metering/schema";
import {
  acceptedParameters,
  answerRoom,
  estimatePromptTokens,
  PROMPT_MARGIN,
  pictureTokens,
  type ModelSummary,
} from "@/lib/models/schema";
import type { OfferedTools, ProviderRequest } from "./ask-provider";
import { jsonInstruction } from "./json-mode";
import { buildPrompt, type PromptMessage, type Turn } from "./prompt";
import type { ChatParameters } from "./schema";

export interface CallPlan {
  request: ProviderRequest;
  promptTokens: number;
  /** the most it can use, for the hold */
  worstCase: Usage;
}

/** The longest answer that is asked for unless a person asks for more. */
const usualMaxTokens = 16_384;
/** Where the catalogue does not know a model's longest answer. */
const assumedMaxTokens = 4_096;
/** An answer needs at least so much room in the window. */
const leastRoom = 256;

/**
 * What is asked of a model, limited to what it accepts, with the most it can cost.
 * @throws AppError `invalid_input` with reason `context_length` where the conversation does not fit the model
 */
export function planCall(
  model: ModelSummary,
  input: {
    systemPrompt: string;
    parameters: ChatParameters;
    turns: readonly Turn[];
    continued?: string;
    tools?: OfferedTools | undefined;
  },
): CallPlan {
  const { capabilities } = model;
  const { tools } = input;
  const parameters: ChatParameters = {
    ...acceptedParameters(model, { ...model.defaults, ...input.parameters }),
    ...(tools && input.parameters.tools && { tools: input.parameters.tools }),
  };
  const prompt = buildPrompt({
    systemPrompt: [input.systemPrompt, jsonInstruction(parameters.responseFormat)].filter(Boolean).join("\n\n"),
    turns: input.turns,
    // Models that always reason, DeepSeek-R1 first, follow instructions in the question better.
    foldSystem: capabilities.reasoning && !capabilities.thinkingSwitch,
    ...(input.continued !== undefined && {
      continued: { text: input.continued, byPrefix: capabilities.prefix && !tools },
    }),
  });
  // The rest of an answer needs no new thoughts.
  const thinks = input.continued === undefined && !(tools && capabilities.toolsUnthinking);
  const enableThinking = capabilities.thinkingSwitch ? thinks && (parameters.thinking ?? true) : undefined;
  const responseFormat = input.continued === undefined ? parameters.responseFormat : undefined;
  return bounded(model, {
    modelId: model.id,
    prompt,
    parameters,
    enableThinking,
    responseFormat,
    ...(tools && { tools, resendThoughts: capabilities.thoughtsInToolLoop }),
  });
}

/**
 * The next call of an answer whose functions have been called: the same request with what was said since.
 * @throws AppError `invalid_input` with reason `context_length`
 */
export function planNextCall(model: ModelSummary, request: ProviderRequest, said: readonly PromptMessage[]): CallPlan {
  return bounded(model, { ...request, prompt: { messages: [...request.prompt.messages, ...said] } });
}

/** A request with the longest answer that its window allows, and the most it can cost. */
function bounded(model: ModelSummary, asked: Omit<ProviderRequest, "maxTokens" | "heldTokens">): CallPlan {
  const { prompt, parameters, enableThinking, tools } = asked;
  const { capabilities } = model;
  const textTokens = estimatePromptTokens([
    ...prompt.messages.map((message) => ({ role: message.role, text: sentText(message) })),
    ...(prompt.prefix === undefined ? [] : [{ role: "assistant", text: prompt.prefix }]),
  ]);
  const pictures = prompt.messages.flatMap((message) => message.pictures ?? []);
  const picturesTokens = pictureTokens(model.id, pictures).reduce((total, each) => total + each, 0);
  const promptTokens = textTokens + picturesTokens + (tools?.tokens ?? 0);
  const room = model.contextLength === null ? Infinity : model.contextLength - promptTokens;
  if (room < leastRoom) {
    const excess = Math.ceil(leastRoom - room);
    throw new AppError(
      "invalid_input",
      `The conversation is about ${excess} tokens longer than this model can read. Start a new one, or choose a model with a larger window.`,
      { field: "action.text", reason: "context_length", excess },
    );
  }
  const wanted = parameters.maxTokens ?? Math.min(model.maxOutput ?? assumedMaxTokens, usualMaxTokens);
  const maxTokens = Math.min(wanted, answerRoom(model.contextLength, promptTokens));
  const worstCase = worstCaseOf({
    promptTokens: Math.ceil(promptTokens * PROMPT_MARGIN),
    // Of a model that only the provider's list told us about nobody knows that it does not think.
    model: model.state === "discovered" ? { ...model, capabilities: { ...capabilities, reasoning: true } } : model,
    parameters: {
      maxTokens,
      ...(enableThinking !== undefined && { thinking: enableThinking }),
      ...(parameters.thinkingBudget !== undefined && { thinkingBudget: parameters.thinkingBudget }),
    },
  });
  return { request: { ...asked, maxTokens, heldTokens: worstCase.output_tokens ?? 0 }, promptTokens, worstCase };
}

/** Everything of a message that counts as text. */
function sentText({ content, calls = [], reasoning = "" }: PromptMessage): string {
  if (calls.length === 0 && reasoning === "") return content;
  return [content, reasoning, ...calls.map((call) => `${call.id} ${call.name} ${call.arguments}`)].join("\n");
}
