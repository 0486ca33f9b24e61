export type Json = string | number | boolean | null | Json[] | JsonObject;
export type JsonObject = { [name: string]: Json };

/** How an answer is to be written; absent: plain text. */
export type AnswerFormat =
  /** with a schema where it stands in the prompt, since the model cannot be given it otherwise */
  | { type: "json_object"; name?: string | undefined; schema?: JsonObject | undefined }
  | { type: "json_schema"; name: string; schema: JsonObject };

/** What a chat request may carry besides its messages; the same keys as a conversation's own parameters. */
export interface ModelParameters {
  temperature?: number;
  topP?: number;
  topK?: number;
  minP?: number;
  frequencyPenalty?: number;
  maxTokens?: number;
  stop?: string[];
  thinking?: boolean;
  thinkingBudget?: number;
  responseFormat?: AnswerFormat;
}

export interface NumberRange {
  type: "number";
  min: number;
  max: number;
  step: number;
}

/** What each parameter that a model takes may be. A parameter that is absent is not sent to that model. */
export interface SupportedParameters {
  temperature?: NumberRange;
  topP?: NumberRange;
  topK?: NumberRange;
  minP?: NumberRange;
  frequencyPenalty?: NumberRange;
  maxTokens?: NumberRange;
  stop?: { type: "strings"; maxItems: number };
  thinking?: { type: "boolean" };
  thinkingBudget?: NumberRange;
  /** `schema`: the model takes a schema itself; else it is put into the prompt */
  responseFormat?: { type: "format"; schema: boolean };
}

interface Limits {
  subType: string;
  contextLength: number | null;
  maxOutput: number | null;
  maxThinking: number | null;
  capabilities: {
    thinkingSwitch: boolean;
    thinkingBudget: boolean;
    minP: boolean;
    jsonMode: boolean;
    jsonSchema: boolean;
  };
}

/** The provider's bounds of `thinking_budget`. */
const thinking = { min: 128, max: 32_768 };
/** Where neither limit of a model is known: the largest window any model of the provider has. */
const largestWindow = 1_048_576;

const range = (min: number, max: number, step: number): NumberRange => ({ type: "number", min, max, step });

/**
 * The parameters a chat model takes and their ranges; nothing for other kinds of model.
 * @see SiliconFlow API reference, POST /chat/completions
 */
export function supportedParameters(model: Limits): SupportedParameters {
  if (model.subType !== "chat") return {};
  const { thinkingSwitch, thinkingBudget, minP, jsonMode, jsonSchema } = model.capabilities;
  return {
    temperature: range(0, 2, 0.1),
    topP: range(0.01, 1, 0.01),
    topK: range(1, 100, 1),
    ...(minP && { minP: range(0, 1, 0.01) }),
    frequencyPenalty: range(-2, 2, 0.1),
    maxTokens: range(1, model.maxOutput ?? model.contextLength ?? largestWindow, 1),
    stop: { type: "strings", maxItems: 4 },
    ...(thinkingSwitch && { thinking: { type: "boolean" as const } }),
    ...(thinkingBudget && {
      thinkingBudget: range(thinking.min, Math.min(thinking.max, model.maxThinking ?? thinking.max), 1),
    }),
    ...(jsonMode && { responseFormat: { type: "format" as const, schema: jsonSchema } }),
  };
}

/**
 * The given parameters as the model can take them: those it lacks are dropped, the others moved into its range. A
 * conversation keeps what its owner chose, so switching back to an abler model restores it.
 */
export function acceptedParameters<Parameters extends ModelParameters>(
  model: Limits,
  parameters: Parameters,
): Parameters {
  const supported = supportedParameters(model);
  const accepted: ModelParameters = {};
  for (const key of numeric) {
    const value = parameters[key];
    const allowed = supported[key];
    if (typeof value !== "number" || !Number.isFinite(value) || !allowed) continue;
    const inside = Math.min(allowed.max, Math.max(allowed.min, value));
    accepted[key] = allowed.step === 1 ? Math.trunc(inside) : inside;
  }
  const stop = parameters.stop?.filter(Boolean).slice(0, supported.stop?.maxItems ?? 0);
  if (stop?.length) accepted.stop = stop;
  if (parameters.thinking !== undefined && supported.thinking) accepted.thinking = parameters.thinking;
  if (parameters.responseFormat && supported.responseFormat) {
    accepted.responseFormat = acceptedFormat(parameters.responseFormat, supported.responseFormat.schema);
  }
  return accepted as Parameters;
}

/** JSON by a schema becomes JSON with the schema in the prompt where the model knows only plain JSON. */
function acceptedFormat(format: AnswerFormat, takesSchema: boolean): AnswerFormat {
  if (format.type === "json_object" || takesSchema) return format;
  return { type: "json_object", name: format.name, schema: format.schema };
}

const numeric = [
  "temperature",
  "topP",
  "topK",
  "minP",
  "frequencyPenalty",
  "maxTokens",
  "thinkingBudget",
] as const satisfies (keyof ModelParameters)[];
