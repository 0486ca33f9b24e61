import { describe, expect, it } from "vitest";
import {
  benchInOrder,
  chatWithSimulator,
  expectBooksInOrder,
  inputs,
  makePerson,
  request,
  run,
  spentOf,
} from "./support";

const provider = chatWithSimulator();
benchInOrder();

describe("before any output", () => {
  it.each([
    ["http400", "failed", 0],
    ["http401", "failed", 0],
    ["http503", "failed", 0],
    ["hang-before-headers", "failed", 1],
    ["hang-after-headers", "failed", 1],
  ])("%s is a clear failure and right in the books", async (fault, state, entries) => {
    const { ctx, userId } = await makePerson();
    await provider.fault(fault);
    const made = await run(ctx(), request(inputs.fim));
    expect(made.run).toMatchObject({ state, failure: { code: expect.stringMatching(/^provider_|^unavailable/) } });
    expect(await spentOf(userId, "bench")).toHaveLength(entries);
    await expectBooksInOrder();
  });
});

describe("in the middle", () => {
  it.each(["cut-midstream", "reset", "error-in-stream", "hang-midstream"])(
    "%s keeps what came and costs it",
    async (fault) => {
      const { ctx, userId } = await makePerson();
      await provider.fault(fault, { afterTokens: 5 });
      const made = await run(ctx(), request(inputs.prefix));
      expect(made.run).toMatchObject({ state: "interrupted", failure: { code: "provider_unavailable" } });
      expect(made.run.result.text).not.toBe("");
      const [ours] = await spentOf(userId, "bench");
      const [theirs] = await provider.ledger();
      expect(String(ours!.costNanos)).toBe(theirs!.costNanos);
      await expectBooksInOrder();
    },
  );

  it("broken arguments of a call are shown as they are", async () => {
    const { ctx } = await makePerson();
    await provider.fault("tool-malformed-arguments");
    const made = await run(ctx(), request(inputs.tools));
    expect(made.run).toMatchObject({ state: "complete", result: { calls: [{ name: "weather" }] } });
    expect(() => JSON.parse(made.run.result.calls[0]!.arguments)).toThrow();
  });

  it("an answer without words is none, but a gap may stay empty", async () => {
    const { ctx } = await makePerson();
    await provider.fault("empty-content");
    expect((await run(ctx(), request(inputs.prefix))).run).toMatchObject({
      state: "failed",
      failure: { reason: "empty_answer" },
    });
    expect((await run(ctx(), request(inputs.fim))).run).toMatchObject({ state: "complete", result: { text: "" } });
    await expectBooksInOrder();
  });
});
