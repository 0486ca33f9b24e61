import { describe, expect, it } from "vitest";
import { ask, chatWithSimulator, expectBooksInOrder, makePerson, question, spentOf, textOf } from "./support";

const chat = chatWithSimulator();

/** What is refused or fails before a word has come costs nothing, unless nobody knows whether the provider worked. */
const beforeOutput: [fault: string, code: string, reason: string, retryable: boolean, books: "nothing" | "unknown"][] =
  [
    ["http400", "provider_rejected", "parameters", false, "nothing"],
    ["http401", "provider_unavailable", "key", false, "nothing"],
    ["http402", "provider_unavailable", "balance_or_verification", false, "nothing"],
    ["http403", "provider_unavailable", "balance_or_verification", false, "nothing"],
    ["http404", "provider_rejected", "endpoint_missing", false, "nothing"],
    ["http429-rpm", "rate_limited", "rate_minute", true, "nothing"],
    ["http429-rpd", "rate_limited", "rate_day", false, "nothing"],
    ["http500", "provider_unavailable", "provider_fault", true, "nothing"],
    ["http500-50507", "provider_unavailable", "provider_fault", true, "nothing"],
    ["http502-html", "provider_unavailable", "provider_fault", true, "nothing"],
    ["http503", "provider_unavailable", "overloaded", true, "nothing"],
    ["http504-empty", "provider_unavailable", "gateway_timeout", true, "nothing"],
    ["hang-before-headers", "provider_unavailable", "timeout_first_token", true, "unknown"],
    ["hang-after-headers", "provider_unavailable", "timeout_first_token", true, "unknown"],
    ["reset-before-headers", "provider_unavailable", "unreachable", true, "unknown"],
  ];

describe("before any output", () => {
  it.each(beforeOutput)(
    "%s is a clear failure and right in the books",
    async (fault, code, reason, retryable, books) => {
      await chat.fault(fault);
      const { userId, ctx } = await makePerson();
      const { message } = await ask(ctx(), question("Hello?"));
      expect(message).toMatchObject({ state: "failed", parts: [], failure: { code, reason, retryable } });
      const entries = await spentOf(userId);
      if (books === "nothing") {
        expect(message.receipt).toBeNull();
        expect(entries).toEqual([]);
      } else {
        expect(entries).toMatchObject([{ outcome: "unknown", basis: "estimated" }]);
        expect(entries[0]!.units).not.toHaveProperty("output_tokens");
      }
      await expectBooksInOrder();
    },
  );

  it("keeps the question, and answers it when asked again", async () => {
    await chat.fault("http503", { times: 1 });
    const { ctx } = await makePerson();
    const { started, message } = await ask(ctx(), question("Hello?"));
    const again = await ask(ctx(), question("", { action: { type: "regenerate", messageId: message.id } }));
    expect(again.message).toMatchObject({ state: "complete", parentId: started.userMessage!.id });
    expect(again.message.siblings).toEqual([message.id, again.message.id]);
    await expectBooksInOrder();
  });
});

describe("in the middle of an answer", () => {
  it("cuts a model that writes beyond what money is held for, keeps what came and lets it go on", async () => {
    await chat.fault("ignores-max-tokens");
    const { userId, ctx } = await makePerson();
    const { message } = await ask(
      ctx(),
      question("Tell me a long story. [[tokens=2000]]", { parameters: { maxTokens: 50, thinking: false } }),
    );
    expect(message).toMatchObject({ state: "interrupted", failure: { reason: "over_budget", retryable: true } });
    expect(textOf(message.parts)).not.toBe("");
    const [entry] = await spentOf(userId);
    expect(entry).toMatchObject({ outcome: "interrupted" });
    expect((entry!.units as { output_tokens: number }).output_tokens).toBeLessThan(400);
    await expectBooksInOrder();
  });

  it.each([
    ["cut-midstream", "cut"],
    ["hang-midstream", "timeout_gap"],
    ["error-in-stream", "overloaded"],
  ])("%s keeps what came, says so and costs what was made", async (fault, reason) => {
    await chat.fault(fault, { afterTokens: 40 });
    const { userId, ctx } = await makePerson();
    const { message } = await ask(ctx(), question("Tell me a long story."));
    expect(message).toMatchObject({ state: "interrupted", failure: { reason, retryable: true } });
    expect(textOf(message.parts)).not.toBe("");
    const [entry] = await spentOf(userId);
    expect(entry).toMatchObject({ outcome: "interrupted", basis: "measured" });
    const theirs = (await chat.ledger()).find(({ outcome }) => outcome !== "complete");
    expect(Math.abs(Number(entry!.costNanos) / Number(theirs!.costNanos) - 1)).toBeLessThan(0.1);
    await expectBooksInOrder();
  });

  it.each([
    "no-done",
    "five-megabyte-line",
    "split-bytes",
    "eos-finish",
    "usage-at-end",
    "duplicate-role",
    "comment-lines",
  ])("%s changes nothing", async (fault) => {
    await chat.fault(fault);
    const { ctx } = await makePerson();
    const { message } = await ask(ctx(), question("Hello?"));
    expect(message).toMatchObject({ state: "complete", failure: null, receipt: { basis: "reported" } });
    await expectBooksInOrder();
  });

  it("measures an answer whose usage never came", async () => {
    await chat.fault("usage-missing");
    const { userId, ctx } = await makePerson();
    const { message } = await ask(
      ctx(),
      question("Tell me a long story about the sea and the people who live from it."),
    );
    expect(message).toMatchObject({ state: "complete", receipt: { basis: "measured" } });
    const [entry] = await spentOf(userId);
    const theirs = (await chat.ledger()).find(({ costNanos }) => costNanos !== "0")!;
    expect(Math.abs(Number(entry!.costNanos) / Number(theirs.costNanos) - 1)).toBeLessThan(0.05);
    await expectBooksInOrder();
  });

  it("takes an answer without content for what it is", async () => {
    await chat.fault("empty-content");
    const { ctx } = await makePerson();
    const { message } = await ask(ctx(), question("Hello?"));
    expect(message).toMatchObject({ state: "failed", failure: { reason: "empty_answer", retryable: true } });
    await expectBooksInOrder();
  });

  it("says when nothing readable came", async () => {
    await chat.fault("malformed-sse");
    const { ctx } = await makePerson();
    const { message } = await ask(ctx(), question("Hello?"));
    expect(["failed", "interrupted", "complete"]).toContain(message.state);
    await expectBooksInOrder();
  });
});

it("says that all tokens went into thinking", async () => {
  const { ctx } = await makePerson();
  const { message } = await ask(
    ctx(),
    question("Why?", { modelId: "Qwen/Qwen3-8B", parameters: { thinking: true, maxTokens: 1 } }),
  );
  expect(message.receipt?.finishReason).toBe("length");
  await expectBooksInOrder();
});
