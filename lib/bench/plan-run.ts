import { jsonInstruction, toWireFormat, type ChatParameters } from "@/lib/chat/schema";
import { AppError } from "@/lib/core";
import { worstCaseOf, type Usage } from "@/lib/metering/schema";
import {
  acceptedParameters,
  answerRoom,
  estimatePromptTokens,
  PROMPT_MARGIN,
  type ModelCapabilities,
  type ModelParameters,
  type ModelSummary,
} from "@/lib/models/schema";
import { wireMessages, type WireMessage } from "./wire-messages";
import type { BenchInput } from "./schema";

/** What is asked of which endpoint: the body as it goes over the wire, without `stream`. */
export type RunCall = { endpoint: "chat"; body: ChatBody } | { endpoint: "completions"; body: CompletionBody };

interface Sampling {
  max_tokens: number;
  temperature?: number;
  top_p?: number;
  top_k?: number;
  frequency_penalty?: number;
  stop?: string[];
}

export interface ChatBody extends Sampling {
  model: string;
  messages: WireMessage[];
  min_p?: number;
  enable_thinking?: boolean;
  thinking_budget?: number;
  response_format?: ReturnType<typeof toWireFormat>;
  tools?: { type: "function"; function: { name: string; description: string; parameters: Record<string, unknown> } }[];
  prefix?: string;
  suffix?: string;
}

export interface CompletionBody extends Sampling {
  model: string;
  prompt: string;
  suffix: string;
}

export interface RunPlan {
  call: RunCall;
  /** what the model took of the parameters, for the receipt */
  parameters: ChatParameters;
  promptTokens: number;
  /** the most it can use, for the hold */
  worstCase: Usage;
}

/** The longest answer that is asked for unless a person asks for more: a gap is short, an answer is not. */
const usualMaxTokens = { fim: 512, prefix: 4_096, json: 8_192, tools: 4_096 } as const;
/** Where the catalogue does not know a model's longest answer. */
const assumedMaxTokens = 4_096;
const leastRoom = 256;
/** `/completions` knows no higher one. */
const hottestCompletion = 1;

/** What a model must be able to do for each mode. */
export const neededCapability = {
  fim: "fim",
  prefix: "prefix",
  json: "jsonMode",
  tools: "tools",
} as const satisfies Record<BenchInput["mode"], keyof ModelCapabilities>;

/**
 * The provider's call for a request of the bench, limited to what the model accepts. Pure, so that the page can show the
 * very call that the server makes.
 * @throws AppError `unsupported` with the mode as reason; `invalid_input` with reason `context_length`
 */
export function planRun(model: ModelSummary, input: BenchInput): RunPlan {
  const { capabilities } = model;
  if (
    !capabilities[neededCapability[input.mode]] ||
    (input.mode === "json" && isGoingOn(input) && !capabilities.prefix)
  ) {
    throw new AppError("unsupported", "This model cannot do what is asked. Choose another one.", {
      field: "input.modelId",
      reason: `bench_${input.mode}`,
    });
  }
  const accepted: ChatParameters = acceptedParameters<ModelParameters>(model, {
    ...model.defaults,
    ...input.parameters,
    ...(input.mode === "json" && { responseFormat: input.format }),
  });
  const parts = partsOf(model, input, accepted);
  const promptTokens = estimatePromptTokens(parts.texts.map((text) => ({ role: "user", text })));
  const room = model.contextLength === null ? Infinity : model.contextLength - promptTokens;
  if (room < leastRoom) {
    throw new AppError(
      "invalid_input",
      "This is longer than the model can read. Shorten it, or choose another model.",
      {
        field: "input",
        reason: "context_length",
        excess: Math.ceil(leastRoom - room),
      },
    );
  }
  const wanted = accepted.maxTokens ?? Math.min(model.maxOutput ?? assumedMaxTokens, usualMaxTokens[input.mode]);
  const maxTokens = Math.min(wanted, answerRoom(model.contextLength, promptTokens));
  const worstCase = worstCaseOf({
    promptTokens: Math.ceil(promptTokens * PROMPT_MARGIN),
    // Of a model that only the provider's list told us about nobody knows that it does not think.
    model: model.state === "discovered" ? { ...model, capabilities: { ...capabilities, reasoning: true } } : model,
    parameters: {
      maxTokens,
      ...(parts.thinking !== undefined && { thinking: parts.thinking }),
      ...(accepted.thinkingBudget !== undefined && { thinkingBudget: accepted.thinkingBudget }),
    },
  });
  return { call: parts.build(maxTokens), parameters: accepted, promptTokens, worstCase };
}

interface Parts {
  /** everything that is counted as sent */
  texts: string[];
  /** undefined: the model has no switch */
  thinking: boolean | undefined;
  build: (maxTokens: number) => RunCall;
}

function partsOf(model: ModelSummary, input: BenchInput, accepted: ChatParameters): Parts {
  const { capabilities } = model;
  const sampling = samplingOf(accepted);
  if (input.mode === "fim" && input.endpoint === "completions") {
    const temperature =
      sampling.temperature === undefined ? {} : { temperature: Math.min(hottestCompletion, sampling.temperature) };
    const { prefix: prompt, suffix } = input;
    return {
      texts: [prompt, suffix],
      thinking: undefined,
      build: (max_tokens) => ({
        endpoint: "completions",
        body: { model: model.id, prompt, suffix, max_tokens, ...sampling, ...temperature },
      }),
    };
  }
  // What only goes on, or calls where thinking forbids it, does not think.
  const mayThink =
    input.mode === "json" ? !isGoingOn(input) : input.mode === "tools" ? !capabilities.toolsUnthinking : false;
  const thinking = capabilities.thinkingSwitch ? mayThink && (accepted.thinking ?? true) : undefined;
  const format = input.mode === "json" && !isGoingOn(input) ? accepted.responseFormat : undefined;
  const system = [
    "system" in input ? input.system : "",
    input.mode === "json" ? jsonInstruction(accepted.responseFormat) : "",
  ]
    .filter((text) => text.trim() !== "")
    .join("\n\n");
  const messages = wireMessages(input, system, capabilities.reasoning && !capabilities.thinkingSwitch);
  const tools =
    input.mode === "tools"
      ? input.tools.map((each) => ({
          type: "function" as const,
          function: { ...each, parameters: { ...each.parameters } },
        }))
      : undefined;
  const gap =
    input.mode === "fim"
      ? { prefix: input.prefix, suffix: input.suffix }
      : input.mode === "prefix"
        ? { prefix: input.prefix }
        : input.mode === "json" && isGoingOn(input)
          ? { prefix: input.begun }
          : {};
  return {
    texts: [...messages.map(textOfMessage), ...Object.values(gap), ...(tools ? [JSON.stringify(tools)] : [])],
    thinking,
    build: (max_tokens) => ({
      endpoint: "chat",
      body: {
        model: model.id,
        messages,
        ...gap,
        ...(format && { response_format: toWireFormat(format) }),
        ...(tools && { tools }),
        max_tokens,
        ...sampling,
        ...(accepted.minP !== undefined && { min_p: accepted.minP }),
        ...(thinking !== undefined && { enable_thinking: thinking }),
        ...(accepted.thinkingBudget !== undefined &&
          thinking !== false && { thinking_budget: accepted.thinkingBudget }),
      },
    }),
  };
}

function isGoingOn(input: { begun?: string | undefined }): input is { begun: string } {
  return input.begun !== undefined && input.begun.trim() !== "";
}

function samplingOf({ temperature, topP, topK, frequencyPenalty, stop }: ChatParameters): Omit<Sampling, "max_tokens"> {
  return {
    ...(temperature !== undefined && { temperature }),
    ...(topP !== undefined && { top_p: topP }),
    ...(topK !== undefined && { top_k: topK }),
    ...(frequencyPenalty !== undefined && { frequency_penalty: frequencyPenalty }),
    ...(stop && { stop }),
  };
}

function textOfMessage(message: WireMessage): string {
  const calls = message.role === "assistant" && message.tool_calls ? JSON.stringify(message.tool_calls) : "";
  return message.content + calls;
}
