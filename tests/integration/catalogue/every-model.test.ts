import { afterAll, beforeAll, expect, it } from "vitest";
import { planRun, type BenchInput, type BenchMode } from "@/lib/bench/schema";
import { toCallOptions } from "@/lib/chat/ask-provider";
import { planCall } from "@/lib/chat/call-plan";
import type { ChatParameters } from "@/lib/chat/schema";
import { isAppError } from "@/lib/core";
import { systemContext } from "@/lib/db";
import { planImprovement } from "@/lib/images/improvement";
import { listModels, seedCatalogue } from "@/lib/models";
import { acceptedParameters, type ModelSummary } from "@/lib/models/schema";
import { createSiliconFlow, type SiliconFlow } from "@/lib/siliconflow";
import { startSimulator, type Simulator } from "@/lib/simulator";

// The models of the catalogue, all of them, whether they are offered here or not: what is asked of one is never refused
// for a parameter that it lacks.

let simulator: Simulator;
let provider: SiliconFlow;
let models: ModelSummary[];

beforeAll(async () => {
  simulator = await startSimulator({ firstTokenMs: 0, tokensPerSecond: 0 });
  const { url: baseUrl, apiKey } = simulator;
  provider = createSiliconFlow({ baseUrl, apiKey, attempts: 1 });
  await seedCatalogue(systemContext());
  // What the provider has withdrawn has no place in its double.
  models = (await listModels(systemContext(), { subType: "chat", all: "1" })).filter(({ state }) => state === "listed");
});
afterAll(async () => {
  await provider.close();
  await simulator.close();
});

const schema = {
  type: "object" as const,
  properties: { title: { type: "string" as const } },
  required: ["title"],
};

/** Everything that can be set, at the ends of its range. */
const settings: Record<string, ChatParameters> = {
  none: {},
  all: {
    ...{ temperature: 2, topP: 1, topK: 100, minP: 1, frequencyPenalty: 2, maxTokens: 1_000_000, stop: ["END"] },
    ...{ thinking: true, thinkingBudget: 32_768 },
  },
  least: {
    ...{ temperature: 0, topP: 0.01, topK: 1, minP: 0, frequencyPenalty: -2, maxTokens: 1 },
    ...{ thinking: false, thinkingBudget: 128 },
  },
};
const formats: Record<string, ChatParameters> = {
  text: {},
  json: { responseFormat: { type: "json_object" } },
  schema: { responseFormat: { type: "json_schema", name: "news", schema } },
};
const tools = [{ name: "weather", description: "The weather in a city", parameters: schema }];

it("has a whole catalogue to ask", () => {
  expect(models.length).toBeGreaterThan(90);
});

it.each(
  Object.keys(formats).flatMap((format) =>
    Object.keys(settings).flatMap((setting) =>
      [false, true].flatMap((withTools) => [false, true].map((begun) => ({ format, setting, withTools, begun }))),
    ),
  ),
)("takes a chat with $format, $setting, tools: $withTools, begun: $begun", async (mix) => {
  const refused: string[] = [];
  const asking = models.map(async (model) => {
    const wanted: ChatParameters = {
      ...settings[mix.setting],
      ...formats[mix.format],
      ...(mix.withTools && { tools: ["own:weather"] }),
    };
    // As `findToolbox` decides it; what it offers without the model's ability or beside JSON is nothing.
    const offered = mix.withTools && model.capabilities.tools && !acceptedParameters(model, wanted).responseFormat;
    const { request } = planCall(model, {
      systemPrompt: "Be brief.",
      parameters: wanted,
      turns: [
        { role: "user", text: "Hello" },
        { role: "assistant", text: "Hi." },
        { role: "user", text: "What is the weather in Paris?" },
      ],
      ...(mix.begun && { continued: '{"title":' }),
      ...(offered && { tools: { definitions: tools, tokens: 100 } }),
    });
    if (!model.capabilities.jsonMode) expect(request.responseFormat).toBeUndefined();
    else if (!model.capabilities.jsonSchema && request.responseFormat) {
      expect(request.responseFormat.type).toBe("json_object");
    }
    try {
      await provider.languageModel(model.id).doGenerate(toCallOptions(request));
    } catch (error) {
      refused.push(`${model.id}: ${wordsOf(error)}`);
    }
  });
  await Promise.all(asking);
  expect(refused).toEqual([]);
});

const code = { prefix: "def sort(items):\n", suffix: "\nprint(sort([2, 1]))" };
const inputs: Record<string, { mode: BenchMode } & Record<string, unknown>> = {
  "a gap in a chat": { mode: "fim", endpoint: "chat", language: "Python", instruction: "", ...code },
  "a gap in a completion": { mode: "fim", endpoint: "completions", language: "Python", instruction: "", ...code },
  "a beginning": { mode: "prefix", system: "Be brief.", instruction: "Write.", prefix: "Once" },
  JSON: { mode: "json", system: "", instruction: "News", format: { type: "json_object" } },
  "JSON by a schema": {
    ...{ mode: "json", system: "", instruction: "News" },
    format: { type: "json_schema", name: "news", schema },
  },
  functions: { mode: "tools", system: "Be brief.", tools, messages: [{ role: "user", text: "The weather in Paris?" }] },
  "functions with a result": {
    ...{ mode: "tools", system: "", tools },
    messages: [
      { role: "user", text: "The weather in Paris?" },
      { role: "assistant", text: "", calls: [{ id: "c1", name: "weather", arguments: '{"title":"Paris"}' }] },
      { role: "tool", callId: "c1", text: "Sunny" },
    ],
  },
};

it.each(Object.keys(inputs).flatMap((input) => Object.keys(settings).map((setting) => ({ input, setting }))))(
  "takes $input with $setting at the bench, or is not offered there",
  async ({ input, setting }) => {
    const refused: string[] = [];
    let asked = 0;
    for (const model of models) {
      const wanted = { ...inputs[input], modelId: model.id, parameters: settings[setting] } as unknown as BenchInput;
      let call;
      try {
        ({ call } = planRun(model, wanted));
      } catch (error) {
        expect(error).toMatchObject({ code: "unsupported", details: { reason: `bench_${wanted.mode}` } });
        continue;
      }
      asked++;
      const answer =
        call.endpoint === "chat" ? provider.chat.create(call.body) : provider.completions.create(call.body);
      await answer.catch((error: unknown) => refused.push(`${model.id}: ${wordsOf(error)}`));
    }
    expect(refused).toEqual([]);
    expect(asked).toBeGreaterThan(5);
  },
);

it.each([true, false])("takes the wish for better words for a picture, what to keep out apart: %s", async (apart) => {
  const refused: string[] = [];
  const asking = models.map(async (model) => {
    const { body } = planImprovement(model, { prompt: "A lighthouse on a cliff", takesNegative: apart });
    await provider.chat.create(body).catch((error: unknown) => refused.push(`${model.id}: ${wordsOf(error)}`));
  });
  await Promise.all(asking);
  expect(refused).toEqual([]);
});

function wordsOf(error: unknown): string {
  if (!isAppError(error)) return String(error);
  return `${error.code} ${error.details.reason ?? ""} ${error.message}`;
}
