import { expect, it } from "vitest";
import { startGeneration } from "@/lib/chat";
import { newId } from "@/lib/core";
import { ask, chatWithSimulator, expectBooksInOrder, makePerson, model, question, spentOf, textOf } from "./support";

const provider = chatWithSimulator();

const schema = {
  type: "object",
  properties: { mood: { enum: ["good", "bad"] }, score: { type: "integer", minimum: 1 } },
  required: ["mood", "score"],
};
const responseFormat = { type: "json_schema" as const, name: "sentiment", schema };
/** has neither prefix nor FIM, says the catalogue */
const withoutPrefix = "Qwen/Qwen3-14B";

/** The answers' requests, without those of titles. */
async function asked() {
  return (await provider.requests()).map(({ body }) => body).filter(({ model: id }) => id === model);
}

it("asks for JSON by the schema in the prompt, and the receipt says so", async () => {
  const { ctx } = await makePerson();
  const { message } = await ask(ctx(), question("How do people like rain?", { parameters: { responseFormat } }));
  expect(JSON.parse(textOf(message.parts))).toEqual({ mood: "good", score: 1 });
  const [request] = await asked();
  expect(request).toMatchObject({ response_format: { type: "json_object" } });
  expect(JSON.stringify(request)).toContain("JSON Schema");
  expect(message.receipt!.parameters.responseFormat).toEqual({ type: "json_object", name: "sentiment", schema });
});

it("goes on with JSON that a limit has cut, without the mode, to a whole object", async () => {
  const { ctx } = await makePerson();
  const cut = await ask(ctx(), question("And snow?", { parameters: { responseFormat, maxTokens: 4 } }));
  expect(cut.message.receipt!.finishReason).toBe("length");
  expect(() => JSON.parse(textOf(cut.message.parts))).toThrow();
  const whole = await ask(ctx(), {
    requestKey: newId(),
    parameters: { responseFormat },
    action: { type: "continue", messageId: cut.message.id },
  });
  expect(JSON.parse(textOf(whole.message.parts))).toEqual({ mood: "good", score: 1 });
  expect((await asked())[0]).toMatchObject({ prefix: textOf(cut.message.parts) });
  expect((await asked())[0]).not.toHaveProperty("response_format");
});

it("begins an answer with what its person gives, marked as given, and pays for the rest", async () => {
  const { ctx, userId } = await makePerson();
  const prefix = "```python\n";
  const input = question("Say hello.");
  const { message, started } = await ask(ctx(), {
    ...input,
    action: { type: "send", parentId: null, text: "Say hello.", prefix },
  });
  expect(started.message.parts).toEqual([{ type: "text", text: prefix, given: prefix.length }]);
  expect(message).toMatchObject({ state: "complete", parts: [{ type: "text", given: prefix.length }] });
  const text = textOf(message.parts);
  expect(text.startsWith(prefix)).toBe(true);
  expect(text.length).toBeGreaterThan(prefix.length);
  expect((await asked())[0]).toMatchObject({ prefix, messages: [{ role: "user", content: "Say hello." }] });

  const again = await ask(ctx(), {
    requestKey: newId(),
    action: { type: "regenerate", messageId: message.id, prefix: "Well, " },
  });
  expect(textOf(again.message.parts)).toMatch(/^Well, [^]/);

  await expectBooksInOrder();
  const ours = await spentOf(userId);
  const theirs = (await provider.ledger()).filter((entry) => entry.model === model);
  expect(ours.map(({ costNanos }) => String(costNanos))).toEqual(theirs.map(({ costNanos }) => costNanos));
});

it("fails, and does not pass the given beginning off as an answer, when nothing follows it", async () => {
  const { ctx } = await makePerson();
  await provider.fault("empty-content");
  const { message } = await ask(ctx(), {
    ...question("Hello"),
    action: { type: "send", parentId: null, text: "Hello", prefix: "Once" },
  });
  expect(message).toMatchObject({ state: "failed", failure: { reason: "empty_answer" } });
});

it("refuses a beginning for a model that cannot be given one", async () => {
  const { ctx } = await makePerson();
  await expect(
    startGeneration(ctx(), {
      ...question("Hello", { modelId: withoutPrefix }),
      action: { type: "send", parentId: null, text: "Hello", prefix: "Once" },
    }),
  ).rejects.toMatchObject({ code: "unsupported", details: { reason: "prefix" } });
});
