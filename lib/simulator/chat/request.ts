import { may, takesMinP, type CatalogueModel } from "../catalogue";
import { Fields, isObject } from "../fields";
import { badParameter } from "../refusal";
import type { World } from "../world";
import { parseMessages, type Message } from "./messages";

export interface ToolDefinition {
  name: string;
  description: string;
  parameters: Record<string, unknown>;
}

export type ResponseFormat = { type: "text" } | { type: "json_object" } | { type: "json_schema"; schema: unknown };

export interface ChatRequest {
  model: CatalogueModel;
  messages: Message[];
  stream: boolean;
  maxTokens: number;
  hasMaxTokens: boolean;
  stop: string[];
  seed: number;
  isThinking: boolean;
  thinkingBudget: number;
  format: ResponseFormat;
  tools: ToolDefinition[];
  /** "auto", "none", "required", or the name of a tool */
  toolChoice: { mode: "auto" | "none" | "required" } | { mode: "named"; name: string };
  prefix: string | undefined;
  suffix: string | undefined;
  unknownFields: string[];
}

/** Where a model's own limit is not known. */
const DEFAULT_MAX_TOKENS = 8192;
const DEFAULT_THINKING_BUDGET = 4096;
const MAX_TOOLS = 128;

/** @throws Refusal 400 (20012, 20015) */
export function parseChatRequest(world: World, body: Record<string, unknown>): ChatRequest {
  const fields = new Fields(body);
  const model = world.requireModel(fields.requiredString("model"), "chat");
  readSampling(fields, model);
  const request: ChatRequest = {
    model,
    messages: parseMessages(fields.raw("messages"), model),
    stream: fields.boolean("stream") ?? false,
    maxTokens: fields.number("max_tokens", maxTokensRule(model)) ?? model.maxOutput ?? DEFAULT_MAX_TOKENS,
    hasMaxTokens: fields.has("max_tokens"),
    stop: fields.strings("stop", 4) ?? [],
    seed: fields.number("seed", { integer: true }) ?? 0,
    ...readThinking(fields, model),
    format: readFormat(fields, model),
    tools: readTools(fields, model),
    toolChoice: readToolChoice(fields),
    prefix: fields.string("prefix"),
    suffix: fields.string("suffix"),
    unknownFields: [],
  };
  if (request.prefix !== undefined && !may(model, "prefix") && !may(model, "fim")) {
    throw badParameter(`prefix is not supported by the model ${model.id}.`);
  }
  if (request.suffix !== undefined && !may(model, "fim")) {
    throw badParameter(`suffix is not supported by the model ${model.id}.`);
  }
  if (request.tools.length > 0 && request.isThinking && /DeepSeek-V3\.1$/.test(model.id)) {
    throw badParameter(`tools: the model ${model.id} needs enable_thinking to be false for function calls.`);
  }
  if (request.toolChoice.mode === "named") requireTool(request.tools, request.toolChoice.name);
  fields.ignore("user", "stream_options", "logit_bias", "logprobs", "top_logprobs");
  request.unknownFields = fields.unknown();
  return request;
}

/** The part of it that does not change a deterministic answer: checked, then forgotten. */
function readSampling(fields: Fields, model: CatalogueModel): void {
  fields.number("temperature", { min: 0, max: 2 });
  fields.number("top_p", { min: 0, aboveMin: true, max: 1 });
  fields.number("top_k", { min: -1, max: 100, integer: true });
  fields.number("frequency_penalty", { min: -2, max: 2 });
  fields.number("presence_penalty", { min: -2, max: 2 });
  if (fields.has("min_p") && !takesMinP(model.id))
    throw badParameter(`min_p is not supported by the model ${model.id}.`);
  fields.number("min_p", { min: 0, max: 1 });
  if (fields.has("n")) fields.number("n", { min: 1, max: 1, integer: true });
}

function maxTokensRule(model: CatalogueModel) {
  const max = model.maxOutput ?? model.contextLength;
  return { min: 1, integer: true, ...(max === undefined ? {} : { max }) };
}

function readThinking(fields: Fields, model: CatalogueModel): { isThinking: boolean; thinkingBudget: number } {
  const wanted = fields.boolean("enable_thinking");
  const isSwitchable = may(model, "thinkingSwitch");
  if (wanted !== undefined && !isSwitchable) {
    throw badParameter(`enable_thinking is not supported by the model ${model.id}.`);
  }
  const reasons = may(model, "reasoning") || isSwitchable;
  if (fields.has("thinking_budget") && !reasons) {
    throw badParameter(`thinking_budget is not supported by the model ${model.id}.`);
  }
  const budget = fields.number("thinking_budget", { min: 128, max: 32_768, integer: true });
  const effort = model.capabilities.reasoningEffort;
  if (fields.has("reasoning_effort") && !Array.isArray(effort)) {
    throw badParameter(`reasoning_effort is not supported by the model ${model.id}.`);
  }
  fields.choice("reasoning_effort", ["low", "medium", "high", "xhigh", "max"]);
  return { isThinking: reasons && wanted !== false, thinkingBudget: budget ?? DEFAULT_THINKING_BUDGET };
}

function readFormat(fields: Fields, model: CatalogueModel): ResponseFormat {
  const format = fields.raw("response_format");
  if (format === undefined) return { type: "text" };
  if (!isObject(format)) throw badParameter("response_format must be an object.");
  if (format.type === "text") return { type: "text" };
  if (format.type !== "json_object" && format.type !== "json_schema") {
    throw badParameter("response_format.type must be one of: text, json_object, json_schema.");
  }
  if (!may(model, "jsonMode"))
    throw badParameter(`response_format: Json mode is not supported by the model ${model.id}.`);
  if (format.type === "json_object") return { type: "json_object" };
  const named = format.json_schema;
  if (!isObject(named) || !isObject(named.schema))
    throw badParameter("response_format.json_schema.schema is required.");
  return { type: "json_schema", schema: named.schema };
}

function readTools(fields: Fields, model: CatalogueModel): ToolDefinition[] {
  const tools = fields.raw("tools");
  if (tools === undefined) return [];
  if (!Array.isArray(tools)) throw badParameter("tools must be an array.");
  if (tools.length > MAX_TOOLS) throw badParameter(`tools must have at most ${MAX_TOOLS} items.`);
  if (tools.length > 0 && !may(model, "tools")) {
    throw badParameter(`tools: Function call is not supported by the model ${model.id}.`);
  }
  return tools.map((tool: unknown, index) => {
    const target = isObject(tool) && tool.type === "function" ? tool.function : undefined;
    if (!isObject(target)) throw badParameter(`tools[${index}] must be of type function.`);
    if (typeof target.name !== "string" || !/^[\w-]{1,64}$/.test(target.name)) {
      throw badParameter(`tools[${index}].function.name must be 1 to 64 letters, digits, underscores or dashes.`);
    }
    if (target.parameters != null && !isObject(target.parameters)) {
      throw badParameter(`tools[${index}].function.parameters must be an object.`);
    }
    return {
      name: target.name,
      description: typeof target.description === "string" ? target.description : "",
      parameters: isObject(target.parameters) ? target.parameters : { type: "object", properties: {} },
    };
  });
}

function readToolChoice(fields: Fields): ChatRequest["toolChoice"] {
  const choice = fields.raw("tool_choice");
  if (choice === undefined || choice === "auto") return { mode: "auto" };
  if (choice === "none" || choice === "required") return { mode: choice };
  const name = isObject(choice) && isObject(choice.function) ? choice.function.name : undefined;
  if (typeof name !== "string") throw badParameter("tool_choice must be auto, none, required, or name a function.");
  return { mode: "named", name };
}

function requireTool(tools: readonly ToolDefinition[], name: string): void {
  if (!tools.some((tool) => tool.name === name))
    throw badParameter(`tool_choice names ${name}, which is not among tools.`);
}
