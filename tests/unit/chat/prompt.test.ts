import { describe, expect, it } from "vitest";
import { toCallOptions } from "@/lib/chat/ask-provider";
import { planCall } from "@/lib/chat/call-plan";
import { buildPrompt, type Turn } from "@/lib/chat/prompt";
import type { ModelSummary } from "@/lib/models/schema";

const turn = (role: Turn["role"], text: string): Turn => ({ role, text });
const base = { systemPrompt: "", foldSystem: false };

describe("a prompt", () => {
  it("is the system prompt and the branch", () => {
    const turns = [turn("user", "Hi"), turn("assistant", "Hello"), turn("user", "Bye")];
    expect(buildPrompt({ ...base, systemPrompt: "Be kind.", turns }).messages).toEqual([
      { role: "system", content: "Be kind." },
      { role: "user", content: "Hi" },
      { role: "assistant", content: "Hello" },
      { role: "user", content: "Bye" },
    ]);
  });

  it("joins neighbours of one role and leaves out answers without text", () => {
    const turns = [turn("user", "One"), turn("assistant", "  "), turn("user", "Two")];
    expect(buildPrompt({ ...base, turns }).messages).toEqual([{ role: "user", content: "One\n\nTwo" }]);
  });

  it("puts instructions into the first question where the model wants none of their own", () => {
    const turns = [turn("user", "Hi"), turn("assistant", "Hello"), turn("user", "Bye")];
    const { messages } = buildPrompt({ systemPrompt: "Be kind.", foldSystem: true, turns });
    expect(messages.map(({ role }) => role)).toEqual(["user", "assistant", "user"]);
    expect(messages[0]!.content).toBe("Be kind.\n\nHi");
  });

  it("goes on by prefix where the model can, by asking where it cannot, and from the start where there is nothing", () => {
    const turns = [turn("user", "Tell")];
    expect(buildPrompt({ ...base, turns, continued: { text: "Once", byPrefix: true } })).toEqual({
      messages: [{ role: "user", content: "Tell" }],
      prefix: "Once",
    });
    const asked = buildPrompt({ ...base, turns, continued: { text: "Once", byPrefix: false } });
    expect(asked.prefix).toBeUndefined();
    expect(asked.messages.map(({ role }) => role)).toEqual(["user", "assistant", "user"]);
    expect(buildPrompt({ ...base, turns, continued: { text: "", byPrefix: true } })).toEqual({
      messages: [{ role: "user", content: "Tell" }],
    });
  });
});

const plain: ModelSummary = {
  id: "maker/model",
  name: "model",
  type: "text",
  subType: "chat",
  state: "listed",
  isNew: false,
  offered: true,
  contextLength: 10_000,
  maxOutput: 4_096,
  maxThinking: null,
  capabilities: {
    tools: false,
    jsonMode: false,
    jsonSchema: false,
    prefix: true,
    fim: false,
    vision: false,
    reasoning: false,
    thinkingSwitch: false,
    thinkingBudget: false,
    toolsUnthinking: false,
    minP: false,
    reasoningEffort: null,
  },
  prices: [],
  defaults: { temperature: 0.7, topP: 0.7 },
};
const able: ModelSummary = {
  ...plain,
  maxThinking: 8_192,
  contextLength: 131_072,
  capabilities: {
    ...plain.capabilities,
    reasoning: true,
    thinkingSwitch: true,
    thinkingBudget: true,
    toolsUnthinking: false,
    minP: true,
  },
};
const ask = { systemPrompt: "", turns: [turn("user", "Hi")] };

describe("a call", () => {
  it("carries the guide's advice, what a person set, and nothing the model lacks", () => {
    const { request } = planCall(plain, {
      ...ask,
      parameters: { topP: 0.9, minP: 0.1, thinking: true, thinkingBudget: 500, stop: ["END"] },
    });
    expect(toCallOptions(request)).toEqual({
      prompt: [{ role: "user", content: [{ type: "text", text: "Hi" }] }],
      maxOutputTokens: 4_096,
      temperature: 0.7,
      topP: 0.9,
      stopSequences: ["END"],
      providerOptions: { siliconflow: {} },
    });
  });

  it.each([
    [undefined, true, 300],
    [true, true, 300],
    [false, false, undefined],
  ])("says whether to think, both ways: %s", (thinking, sent, budget) => {
    const parameters = { minP: 0.1, thinkingBudget: 300, ...(thinking !== undefined && { thinking }) };
    const { providerOptions } = toCallOptions(planCall(able, { ...ask, parameters }).request);
    expect(providerOptions).toEqual({
      siliconflow: { min_p: 0.1, enable_thinking: sent, ...(budget && { thinking_budget: budget }) },
    });
  });

  it("does not think again to go on", () => {
    const { request } = planCall(able, { ...ask, parameters: { thinking: true }, continued: "Once" });
    expect(request).toMatchObject({ enableThinking: false, prompt: { prefix: "Once" } });
  });

  describe("in JSON mode", () => {
    const jsonAble = { ...plain, capabilities: { ...plain.capabilities, jsonMode: true } };
    const schema = { type: "object", properties: { title: { type: "string" } } };
    const responseFormat = { type: "json_schema" as const, name: "news", schema };

    it("says so on the wire and in the prompt, with the schema there where the model takes none", () => {
      const { request } = planCall(jsonAble, { ...ask, systemPrompt: "Be brief.", parameters: { responseFormat } });
      expect(toCallOptions(request).providerOptions).toEqual({
        siliconflow: { response_format: { type: "json_object" } },
      });
      const [system] = request.prompt.messages;
      expect(system).toMatchObject({ role: "system", content: expect.stringMatching(/^Be brief\.\n\n.*JSON/) });
      expect(system!.content).toContain(JSON.stringify(schema));
      expect(request.parameters.responseFormat).toEqual({ type: "json_object", name: "news", schema });
    });

    it("hands the schema to a model that takes it, and names the keys", () => {
      const model = { ...jsonAble, capabilities: { ...jsonAble.capabilities, jsonSchema: true } };
      const { request } = planCall(model, { ...ask, parameters: { responseFormat } });
      expect(toCallOptions(request).providerOptions?.siliconflow).toEqual({
        response_format: { type: "json_schema", json_schema: { name: "news", schema } },
      });
      expect(request.prompt.messages[0]!.content).toBe(
        'Answer with one JSON object and nothing around it. Its keys: "title".',
      );
    });

    it("asks for the rest of an answer without the mode, which makes whole objects only", () => {
      const { request } = planCall(jsonAble, { ...ask, parameters: { responseFormat }, continued: '{"title":' });
      expect(toCallOptions(request).providerOptions).toEqual({ siliconflow: { prefix: '{"title":' } });
      expect(request.prompt.messages[0]!.content).toContain("JSON");
      expect(request.parameters.responseFormat).toBeDefined();
    });

    it("leaves it all out for a model without the mode", () => {
      const { request } = planCall(plain, { ...ask, parameters: { responseFormat } });
      expect(request.prompt.messages).toEqual([{ role: "user", content: "Hi" }]);
      expect(toCallOptions(request).providerOptions).toEqual({ siliconflow: {} });
    });
  });

  it("holds the prompt with a margin, the answer and the thoughts", () => {
    const { worstCase, promptTokens } = planCall(able, { ...ask, parameters: { maxTokens: 100 } });
    expect(worstCase).toEqual({ input_tokens: Math.ceil(promptTokens * 1.2), output_tokens: 100 + 8_192 });
    const unknown: ModelSummary = { ...plain, state: "discovered", contextLength: null };
    expect(planCall(unknown, { ...ask, parameters: { maxTokens: 100 } }).worstCase.output_tokens).toBe(100 + 32_768);
    expect(planCall(able, { ...ask, parameters: { maxTokens: 100, thinking: false } }).worstCase.output_tokens).toBe(
      100,
    );
  });

  it("asks for no more than the window has room for, and refuses what does not fit, by how much", () => {
    const turns = [turn("user", "word ".repeat(7_000))];
    const { request, promptTokens } = planCall(plain, { ...ask, turns, parameters: {} });
    expect(request.maxTokens).toBeLessThan(10_000 - promptTokens * 1.2);
    expect(request.maxTokens).toBeGreaterThan(0);
    expect(() => planCall(plain, { ...ask, turns: [turn("user", "word ".repeat(20_000))], parameters: {} })).toThrow(
      expect.objectContaining({
        code: "invalid_input",
        details: expect.objectContaining({ reason: "context_length" }),
      }),
    );
  });
});
