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
import type { ProviderRequest } from "./ask-provider";
import { jsonInstruction } from "./json-mode";
import { buildPrompt, type Turn } from "./prompt";
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
  input: { systemPrompt: string; parameters: ChatParameters; turns: readonly Turn[]; continued?: string },
): CallPlan {
  const parameters: ChatParameters = acceptedParameters(model, { ...model.defaults, ...input.parameters });
  const { capabilities } = model;
  const prompt = buildPrompt({
    systemPrompt: [input.systemPrompt, jsonInstruction(parameters.responseFormat)].filter(Boolean).join("\n\n"),
    turns: input.turns,
    // Models that always reason, DeepSeek-R1 first, follow instructions in the question better.
    foldSystem: capabilities.reasoning && !capabilities.thinkingSwitch,
    ...(input.continued !== undefined && { continued: { text: input.continued, byPrefix: capabilities.prefix } }),
  });
  const textTokens = estimatePromptTokens([
    ...prompt.messages.map(({ role, content }) => ({ role, text: content })),
    ...(prompt.prefix === undefined ? [] : [{ role: "assistant", text: prompt.prefix }]),
  ]);
  const pictures = prompt.messages.flatMap((message) => message.pictures ?? []);
  const promptTokens = textTokens + pictureTokens(model.id, pictures).reduce((total, each) => total + each, 0);
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
  const callsTools = capabilities.tools && (input.parameters.tools?.length ?? 0) > 0;
  // The rest of an answer needs no new thoughts.
  const mayThink = input.continued === undefined && !(callsTools && capabilities.toolsUnthinking);
  const enableThinking = capabilities.thinkingSwitch ? mayThink && (parameters.thinking ?? true) : undefined;
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
  const responseFormat = input.continued === undefined ? parameters.responseFormat : undefined;
  return {
    request: { modelId: model.id, prompt, parameters, maxTokens, enableThinking, responseFormat },
    promptTokens,
    worstCase,
  };
}
