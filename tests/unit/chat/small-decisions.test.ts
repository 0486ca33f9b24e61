import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/core";
import { decodeCursor, encodeCursor } from "@/lib/chat/cursor";
import { digestOf } from "@/lib/chat/digest";
import { missingAnswer, outcomeOf, toMessageFailure } from "@/lib/chat/failure";
import { contextTokensOf } from "@/lib/chat/find-conversation";
import { StartGenerationInput } from "@/lib/chat/schema";
import { cleanTitle, provisionalTitle } from "@/lib/chat/title";

describe("titles", () => {
  it.each([
    ['"How tides work."', "How tides work"],
    ["Title: How tides work", "How tides work"],
    ["标题：潮汐的原理。", "潮汐的原理"],
    ["<think>hm, a title</think>\n\nTides", "Tides"],
    ["\n\n**Tides**\nand more", "Tides"],
    ["gpj\u202eexe", "gpj exe"],
    ["Tides \ud83c", "Tides \ufffd"],
    ["", ""],
  ])("of the model %j become %j", (proposal, title) => {
    expect(cleanTitle(proposal)).toBe(title);
  });

  it("are the first words until then, at most sixty characters", () => {
    expect(provisionalTitle("# Hello\nthere")).toBe("Hello there");
    const long = provisionalTitle(`${"tide ".repeat(30)}`);
    expect(Array.from(long).length).toBeLessThanOrEqual(60);
    expect(long.endsWith("…")).toBe(true);
    expect(Array.from(provisionalTitle("海".repeat(100)))).toHaveLength(60);
  });
});

describe("a request's digest", () => {
  const input = (action: object) =>
    StartGenerationInput.parse({ requestKey: "00000000-0000-7000-8000-000000000001", action });
  const send = { type: "send", parentId: null, text: "a" };

  it("is the same whatever the order of fields and the key, and another for another request", () => {
    const other = { ...input({ text: "a", parentId: null, type: "send" }), requestKey: "x" };
    expect(digestOf(other)).toBe(digestOf(input(send)));
    expect(digestOf(input({ ...send, text: "b" }))).not.toBe(digestOf(input(send)));
  });
});

describe("failures", () => {
  it("are kept as codes, with whether asking again may help", () => {
    const failure = (code: "provider_unavailable" | "rate_limited" | "quota_exceeded", reason?: string) =>
      toMessageFailure(new AppError(code, "text", { ...(reason && { reason }), traceId: "t" }));
    expect(failure("provider_unavailable", "overloaded")).toEqual({
      code: "provider_unavailable",
      reason: "overloaded",
      traceId: "t",
      retryable: true,
    });
    expect(failure("provider_unavailable", "key").retryable).toBe(false);
    expect(failure("rate_limited", "rate_day").retryable).toBe(false);
    expect(failure("quota_exceeded").retryable).toBe(false);
    expect(toMessageFailure(new TypeError("secret"))).toEqual({ code: "internal", retryable: true });
    expect(outcomeOf(new TypeError())).toBe("unknown");
    expect(outcomeOf(new AppError("invalid_input", "Not sent."))).toBe("refused");
  });

  it("tell an empty answer from thoughts that took all tokens", () => {
    expect(missingAnswer([], "stop", undefined).reason).toBe("empty_answer");
    expect(missingAnswer([{ type: "reasoning", text: "hm" }], "length", "t")).toMatchObject({
      reason: "thinking_used_up",
      traceId: "t",
    });
  });
});

it("cursors come back as they went", () => {
  const cursor = { updatedAt: new Date(1_800_000_000_123), id: "00000000-0000-7000-8000-000000000001" };
  expect(decodeCursor(encodeCursor(cursor))).toEqual(cursor);
});

it("the context is what the last receipt knows, and an estimate of what came after it", () => {
  const row = (text: string, contextTokens?: number) =>
    ({
      parts: [
        { type: "reasoning", text: "x".repeat(9_000) },
        { type: "text", text },
      ],
      receipt: contextTokens === undefined ? null : { contextTokens },
    }) as Parameters<typeof contextTokensOf>[1][number];
  expect(contextTokensOf("", [row("old", 50), row("b", 700)])).toBe(700);
  const after = contextTokensOf("", [row("b", 700), row("a few more words")]);
  expect(after).toBeGreaterThan(700);
  expect(after).toBeLessThan(720);
});
