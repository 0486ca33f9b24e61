import { z } from "zod";
import {
  ChatParameters,
  JsonSchemaObject,
  ResponseFormat,
  storableText,
  type MessageFailure,
  type Receipt,
} from "@/lib/chat/schema";
import { benchModes, type BenchMode } from "./modes";

export { benchModes, type BenchMode } from "./modes";
export { neededCapability, planRun, type RunCall, type RunPlan } from "./plan-run";

const id = z.uuid();
const text = (maximum: number) => z.string().max(maximum).overwrite(storableText);
const said = text(200_000).regex(/\S/, "must not be empty");

const common = {
  modelId: z.string().regex(/^[\w./:@+-]{1,200}$/, "must be a model's id"),
  parameters: ChatParameters.omit({ responseFormat: true, tools: true }).default({}),
};

/** Fill in the middle: what belongs between two pieces of text. */
export const FimInput = z
  .strictObject({
    ...common,
    mode: z.literal("fim"),
    endpoint: z.enum(["chat", "completions"]),
    language: z.string().max(40).default("plain"),
    prefix: text(400_000),
    suffix: text(400_000),
    /** chat only: what is wanted there */
    instruction: text(20_000).default(""),
  })
  .refine(({ prefix }) => /\S/.test(prefix), { path: ["prefix"], message: "must not be empty" });

/** An answer that begins as its person wants. */
export const PrefixInput = z.strictObject({
  ...common,
  mode: z.literal("prefix"),
  system: text(100_000).default(""),
  instruction: said,
  prefix: text(20_000).regex(/\S/, "must not be empty"),
});

export const JsonInput = z.strictObject({
  ...common,
  mode: z.literal("json"),
  system: text(100_000).default(""),
  instruction: said,
  format: ResponseFormat,
  /** what a limit has cut, to go on with */
  begun: text(400_000).optional(),
});

/** A function as the person describes it to the model. Its parameters are JSON Schema. */
export const BenchTool = z.strictObject({
  name: z.string().regex(/^[\w-]{1,64}$/, "1 to 64 letters, digits, _ or -"),
  description: text(4_000).default(""),
  parameters: JsonSchemaObject,
});
export type BenchTool = z.infer<typeof BenchTool>;

export const BenchCall = z.strictObject({
  id: text(200).min(1),
  name: text(200),
  /** JSON text as the model wrote it, which may be broken */
  arguments: text(200_000),
});
export type BenchCall = z.infer<typeof BenchCall>;

/** One message of a conversation with functions; the person answers the calls. */
export const BenchMessage = z.discriminatedUnion("role", [
  z.strictObject({ role: z.literal("user"), text: said }),
  z.strictObject({ role: z.literal("assistant"), text: text(400_000), calls: z.array(BenchCall).max(64) }),
  z.strictObject({ role: z.literal("tool"), callId: text(200).min(1), text: text(200_000) }),
]);
export type BenchMessage = z.infer<typeof BenchMessage>;

export const ToolsInput = z
  .strictObject({
    ...common,
    mode: z.literal("tools"),
    system: text(100_000).default(""),
    tools: z.array(BenchTool).min(1).max(128),
    messages: z.array(BenchMessage).min(1).max(200),
  })
  .refine(({ tools }) => new Set(tools.map(({ name }) => name)).size === tools.length, {
    path: ["tools"],
    message: "names a function twice",
  })
  .refine(({ messages }) => answersAllCalls(messages), {
    path: ["messages"],
    message: "must end with a question or with a result for every call",
  });

/** Every call has its result before anything else is said, and the model is not asked after its own words. */
function answersAllCalls(messages: readonly BenchMessage[]): boolean {
  const open = new Set<string>();
  for (const message of messages) {
    if (message.role === "tool") {
      if (!open.delete(message.callId)) return false;
      continue;
    }
    if (open.size > 0) return false;
    if (message.role === "assistant") for (const call of message.calls) open.add(call.id);
  }
  return open.size === 0 && messages.at(-1)?.role !== "assistant";
}

/** What is asked at the bench: everything that is needed to ask it again. */
export const BenchInput = z.discriminatedUnion("mode", [FimInput, PrefixInput, JsonInput, ToolsInput]);
export type BenchInput = z.infer<typeof BenchInput>;
export type BenchInputOf<Mode extends BenchMode> = Extract<BenchInput, { mode: Mode }>;

/** What has come of an answer. */
export interface RunResult {
  text: string;
  reasoning: string;
  calls: BenchCall[];
}

export type RunState = "streaming" | "complete" | "stopped" | "interrupted" | "failed";

export interface BenchRun {
  id: string;
  mode: BenchMode;
  modelId: string;
  state: RunState;
  /** the beginning of what was asked */
  title: string;
  request: BenchInput;
  result: RunResult;
  receipt: Receipt | null;
  failure: MessageFailure | null;
  createdAt: string;
}

/** A run in the list, without what was said. */
export interface RunSummary extends Pick<BenchRun, "id" | "mode" | "modelId" | "state" | "title" | "createdAt"> {
  costNanos: string | null;
  currency: string | null;
}

export interface RunPage {
  items: RunSummary[];
  nextCursor: string | null;
  /** how many of a person are kept; older ones go by themselves */
  kept: number;
}

/** What a reader of a run receives, each as one server-sent event. A snapshot replaces everything before it. */
export type RunEvent =
  | { type: "started"; run: BenchRun }
  | { type: "snapshot"; result: RunResult }
  | { type: "text" | "reasoning"; text: string }
  /** last event: the run as saved */
  | { type: "ended"; run: BenchRun };

/** POST /api/bench/runs */
export const StartRunInput = z.strictObject({
  /** makes the request repeatable: the same key gives the same run once made */
  requestKey: id,
  input: BenchInput,
});
export type StartRunInput = z.infer<typeof StartRunInput>;

/** GET /api/bench/runs */
export const ListRunsInput = z.strictObject({
  mode: z.enum(benchModes).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
export type ListRunsInput = z.infer<typeof ListRunsInput>;

export interface BenchPreset {
  id: string;
  mode: BenchMode;
  name: string;
  request: BenchInput;
  updatedAt: string;
}

/** POST /api/bench/presets: under a name that is taken in this mode, the new one replaces the old. */
export const SavePresetInput = z.strictObject({
  name: text(100).trim().regex(/\S/, "must not be empty"),
  request: BenchInput,
});
export type SavePresetInput = z.infer<typeof SavePresetInput>;

/** The most presets that one person may keep. */
export const mostPresets = 200;

export const RunParams = z.strictObject({ id });
export const PresetParams = z.strictObject({ id });
