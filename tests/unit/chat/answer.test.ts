import { describe, expect, it } from "vitest";
import { Answer, collect, replay, textOf } from "@/lib/chat/answer";
import type { GenerationEvent } from "@/lib/chat/schema";

describe("an answer", () => {
  it("joins deltas into one part of each kind, thoughts first, and times the thoughts", () => {
    const answer = new Answer();
    answer.receive("reasoning", "Let me ", 100);
    answer.receive("reasoning", "see.", 400);
    answer.receive("text", "Yes", 1_100);
    answer.receive("text", ".", 1_200);
    answer.end(2_000);
    expect(answer.parts).toEqual([
      { type: "reasoning", text: "Let me see.", durationMs: 1_000 },
      { type: "text", text: "Yes." },
    ]);
    expect(answer.received).toEqual({ reasoning: 11, text: 4 });
  });

  it("times thoughts that never became words until the end", () => {
    const answer = new Answer();
    answer.receive("reasoning", "Hm", 100);
    answer.end(350);
    expect(answer.parts).toEqual([{ type: "reasoning", text: "Hm", durationMs: 250 }]);
  });

  it("continues the text of an earlier part without touching the original", () => {
    const before = [{ type: "text" as const, text: "Once" }];
    const answer = new Answer(before);
    expect(answer.isEmpty).toBe(true);
    answer.receive("text", " upon", 0);
    expect(textOf(answer.parts)).toBe("Once upon");
    expect(before[0]!.text).toBe("Once");
    expect(answer.received.text).toBe(5);
  });

  it("holds half a character back until the other half comes, and leaves out what cannot be stored", () => {
    const answer = new Answer();
    const [high, low] = ["\ud83d", "\ude00"];
    expect(answer.receive("text", `a${high}`, 0)).toEqual({ type: "text", text: "a" });
    expect(answer.receive("text", `${low}b`, 0)).toEqual({ type: "text", text: "😀b" });
    expect(answer.receive("text", "\0", 0)).toBeUndefined();
    expect(answer.receive("text", `x${low}y\0`, 0)).toEqual({ type: "text", text: "x\ufffdy" });
    expect(answer.receive("text", high, 0)).toBeUndefined();
    expect(answer.receive("text", "z", 0)).toEqual({ type: "text", text: "\ufffdz" });
  });
});

it("events that follow each other are joined by kind, and give the same parts again", () => {
  const events: GenerationEvent[] = [];
  for (const event of [
    { type: "reasoning", text: "a" },
    { type: "reasoning", text: "b" },
    { type: "text", text: "c" },
    { type: "title", title: "T" },
    { type: "text", text: "d" },
  ] as GenerationEvent[]) {
    collect(events, event);
  }
  expect(events.map(({ type }) => type)).toEqual(["reasoning", "text", "title", "text"]);
  expect(replay([{ type: "text", text: "0" }], events)).toEqual([
    { type: "text", text: "0cd" },
    { type: "reasoning", text: "ab" },
  ]);
});
