import { expect, test } from "vitest";
import { Answer, applyEvent, collect, endCalls, replay } from "@/lib/chat/answer";
import type { GenerationEvent, MessagePart, ToolPart } from "@/lib/chat/schema";
import { splitSteps, toolMessages } from "@/lib/chat/tool-messages";

const call = (id: string, step: number, change: Partial<ToolPart> = {}): ToolPart => ({
  ...{ type: "tool", id, name: "add", step, arguments: '{"a":1}', state: "done", result: "2" },
  ...change,
});

test("an earlier answer falls into its steps and the text after them", () => {
  const parts: MessagePart[] = [
    { type: "reasoning", text: "hm" },
    { type: "text", text: "Let me see. " },
    call("a", 0),
    call("b", 0),
    call("c", 1),
    { type: "text", text: "Done." },
  ];
  const { steps, text } = splitSteps(parts);
  expect(text).toBe("Done.");
  expect(steps.map(({ role, content, calls, answers }) => [role, content, calls?.length ?? answers?.id])).toEqual([
    ["assistant", "Let me see. ", 2],
    ["tool", "2", "a"],
    ["tool", "2", "b"],
    ["assistant", "", 1],
    ["tool", "2", "c"],
  ]);
});

test("what providers refuse is not sent back: broken arguments and odd names", () => {
  const broken = call("a", 0, { name: "no such tool!", arguments: '{"a":', state: "failed", result: "not valid JSON" });
  const [asked, told] = toolMessages({ text: "", calls: [broken] });
  expect(asked!.calls).toEqual([{ id: "a", name: "no_such_tool_", arguments: "{}" }]);
  expect(told).toMatchObject({ content: 'Error: not valid JSON You wrote: {"a":', answers: { id: "a" } });
});

test("a call without a result is told as stopped; thoughts go back only where they are wanted", () => {
  const [asked, told] = toolMessages(
    { text: "", calls: [call("a", 0, { state: "stopped", result: undefined as never })] },
    "Enough.",
  );
  expect(asked!.reasoning).toBeUndefined();
  expect(told!.content).toMatch(/^Error: The call was stopped.*Enough\.$/s);
  expect(toolMessages({ text: "", calls: [call("a", 0)], thoughts: "hm" })[0]!.reasoning).toBe("hm");
});

test("every reader has the same parts, however the events are joined", () => {
  const answer = new Answer();
  const events: GenerationEvent[] = [];
  const tell = (event: GenerationEvent | undefined) => event && collect(events, structuredClone(event));
  tell(answer.receive("reasoning", "hm", 0));
  tell(answer.receive("text", "I ask. ", 1));
  tell(answer.receiveCall("x", "add", 2));
  tell(answer.receiveCall("y", "compare", 2));
  for (const piece of ['{"a"', ":1", "}"]) tell(answer.receiveArguments("x", piece));
  tell(answer.receiveArguments("y", '{"b":"\ud83d'));
  tell(answer.receiveArguments("y", '\ude00"}'));
  tell(answer.changeCall("x", { state: "done", result: "2\0" }));
  answer.beginStep();
  tell(answer.receiveCall("x", "add", 3));
  tell(answer.receive("text", "Done.", 4));
  const plain = (parts: readonly MessagePart[]) =>
    parts.map((part) => (part.type === "reasoning" ? { type: part.type, text: part.text } : part));
  expect(plain(replay([], events))).toEqual(plain(answer.parts));
  const read: MessagePart[] = [];
  for (const event of events) applyEvent(read, event);
  expect(plain(read)).toEqual(plain(answer.parts));
  const tools = answer.parts.filter((part) => part.type === "tool");
  expect(tools.map(({ id, step, result }) => [id, step, result])).toEqual([
    ["x", 0, "2"],
    ["y", 0, undefined],
    ["call_1_0", 1, undefined],
  ]);
  expect(tools[1]!.arguments).toBe('{"b":"😀"}');
});

test("an answer that ends takes its calls along", () => {
  const parts: MessagePart[] = [call("a", 0, { state: "running" }), call("b", 0), call("c", 0, { state: "asking" })];
  endCalls(parts);
  expect(parts.map((part) => part.type === "tool" && part.state)).toEqual(["stopped", "done", "stopped"]);
});
