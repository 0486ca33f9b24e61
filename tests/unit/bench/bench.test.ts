import { describe, expect, it } from "vitest";
import { newsFor } from "@/lib/bench/read-run";
import { addDelta, emptyResult, storableResult, titleOf } from "@/lib/bench/result";
import { BenchInput, planRun, type BenchMessage } from "@/lib/bench/schema";
import { aModel } from "../components/chat/factories";

const { capabilities } = aModel();
const able = aModel({
  contextLength: 131_072,
  capabilities: {
    ...{ ...capabilities, tools: true, jsonMode: true, prefix: true, fim: true },
    ...{ reasoning: true, thinkingSwitch: true, thinkingBudget: true },
  },
});
const tool = { name: "add", description: "", parameters: { type: "object", properties: {} } };
const toolsInput = (messages: BenchMessage[]): BenchInput => ({
  ...{ mode: "tools", modelId: able.id, parameters: { thinkingBudget: 500 }, system: "", tools: [tool], messages },
});
const bodyOf = (input: BenchInput, model = able) => planRun(model, input).call.body;

describe("a call by hand", () => {
  const call = { id: "c1", name: "add", arguments: "{" };
  const turns: BenchMessage[] = [
    { role: "user", text: "Add" },
    { role: "assistant", text: "", calls: [call] },
    { role: "tool", callId: "c1", text: "3" },
  ];

  it("carries calls and results as the provider writes them", () => {
    expect(bodyOf(toolsInput(turns))).toMatchObject({
      messages: [
        { role: "user", content: "Add" },
        {
          role: "assistant",
          tool_calls: [{ id: "c1", type: "function", function: { name: "add", arguments: "{" } }],
        },
        { role: "tool", tool_call_id: "c1", content: "3" },
      ],
      tools: [{ type: "function", function: { name: "add" } }],
      ...{ enable_thinking: true, thinking_budget: 500 },
    });
  });

  it("does not think where the model then calls nothing, nor where it only goes on", () => {
    const unthinking = { ...able, capabilities: { ...able.capabilities, toolsUnthinking: true } };
    expect(bodyOf(toolsInput(turns), unthinking)).toMatchObject({ enable_thinking: false });
    expect(bodyOf(toolsInput(turns), unthinking)).not.toHaveProperty("thinking_budget");
    const prefix = { mode: "prefix", modelId: able.id, parameters: {}, system: "", instruction: "a", prefix: "b" };
    expect(bodyOf(prefix as BenchInput)).toMatchObject({ enable_thinking: false, prefix: "b" });
  });

  it.each<[string, BenchMessage[], boolean]>([
    ["a question", turns.slice(0, 1), true],
    ["results for every call", turns, true],
    ["a question after an answer", [...turns, { role: "assistant", text: "3", calls: [] }, turns[0]!], true],
    ["a call without a result", turns.slice(0, 2), false],
    ["a result without a call", [turns[0]!, turns[2]!], false],
    ["a question before the result", [...turns.slice(0, 2), turns[0]!], false],
    ["two results for a call", [...turns, turns[2]!], false],
    ["the model's own words", [turns[0]!, { role: "assistant", text: "3", calls: [] }], false],
  ])("may end with %s: %#", (_, messages, valid) => {
    expect(BenchInput.safeParse(toolsInput(messages)).success).toBe(valid);
  });

  it("refuses two functions of one name, names the provider refuses, and schemas that are none", () => {
    const withTools = (tools: unknown[]) => BenchInput.safeParse({ ...toolsInput(turns), tools }).success;
    expect(withTools([tool])).toBe(true);
    expect(withTools([tool, tool])).toBe(false);
    expect(withTools([{ ...tool, name: "a b" }])).toBe(false);
    expect(withTools([{ ...tool, parameters: [] }])).toBe(false);
    expect(withTools([])).toBe(false);
  });
});

describe("what has come", () => {
  it("joins calls by their place, and keeps names and ids that are there", () => {
    const result = emptyResult();
    addDelta(result, { type: "tool", index: 1, id: "b", name: "two", arguments: "{" });
    addDelta(result, { type: "tool", index: 1, id: "", name: "", arguments: "}" });
    addDelta(result, { type: "tool", index: 1e9, id: "x", name: "far", arguments: "" });
    addDelta(result, { type: "text", text: "a\0\ud83d" });
    expect(storableResult(result)).toEqual({
      text: "a\ufffd",
      reasoning: "",
      calls: [{ id: "b", name: "two", arguments: "{}" }],
    });
  });

  it("is told from where a reader stands, from a snapshot on", () => {
    const first = newsFor({ text: -1, reasoning: -1, calls: "" }, { ...emptyResult(), text: "ab" });
    expect(first.events).toEqual([{ type: "snapshot", result: { ...emptyResult(), text: "ab" } }]);
    const more = newsFor(first.seen, { ...emptyResult(), text: "abc", reasoning: "h" });
    expect(more.events).toEqual([
      { type: "reasoning", text: "h" },
      { type: "text", text: "c" },
    ]);
    expect(newsFor(more.seen, { ...emptyResult(), text: "abc", reasoning: "h" }).events).toEqual([]);
    const calls = [{ id: "a", name: "b", arguments: "" }];
    const third = newsFor(more.seen, { text: "abcd", reasoning: "h", calls });
    expect(third.events).toEqual([{ type: "snapshot", result: { text: "abcd", reasoning: "h", calls } }]);
    // a checkpoint of another process may be behind what was told
    expect(newsFor(third.seen, { text: "ab", reasoning: "", calls }).events[0]!.type).toBe("snapshot");
  });
});

it("a run is called by what was asked, in one line", () => {
  expect(titleOf(toolsInput([{ role: "user", text: `  two\n lines ${"x".repeat(200)}` }]))).toMatch(/^two lines x+…$/);
});
