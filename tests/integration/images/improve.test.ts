import { describe, expect, it } from "vitest";
import { newId } from "@/lib/core";
import { database, systemContext } from "@/lib/db";
import { improvePrompt } from "@/lib/images";
import { checkBooks, setMonthlyLimit, sweepAnswers } from "@/lib/metering";
import { failureOf } from "../metering/people";
import { chatModel, imagesWithSimulator, makePerson, model } from "./support";

const { control, fault, ledger, requests } = imagesWithSimulator();
const prompt = "A lighthouse on a cliff";
const charges = (userId: string) => database().charge.findMany({ where: { userId } });

describe("a better prompt", () => {
  it("is suggested in the author's language, with what to keep out apart, and costs what the provider says", async () => {
    const person = await makePerson();
    const suggestion = await improvePrompt(person.ctx(), {
      requestKey: newId(),
      prompt,
      modelId: chatModel,
      imageModelId: model,
    });
    expect(suggestion.prompt).toContain(prompt);
    expect(suggestion.prompt.length).toBeGreaterThan(prompt.length + 50);
    expect(suggestion.negativePrompt).toContain("watermark");
    const [entry] = await ledger();
    expect(suggestion).toMatchObject({ modelId: chatModel, costNanos: entry!.costNanos, currency: "USD" });
    const [charge] = await charges(person.userId);
    expect(charge).toMatchObject({ purpose: "improve", state: "settled", costNanos: BigInt(entry!.costNanos) });
    expect(await checkBooks(systemContext())).toEqual([]);

    const chinese = await improvePrompt(person.ctx(), {
      requestKey: newId(),
      prompt: "悬崖上的灯塔",
      modelId: chatModel,
    });
    expect(chinese).toMatchObject({ negativePrompt: null, prompt: expect.stringMatching(/^悬崖上的灯塔，/) as string });
  });

  it("costs nothing where the provider refuses", async () => {
    const person = await makePerson();
    await fault("http451", { match: { path: "/chat/completions" } });
    const failed = improvePrompt(person.ctx(), { requestKey: newId(), prompt, modelId: chatModel });
    expect(await failureOf(failed)).toEqual({ code: "provider_rejected", reason: "moderation" });
    expect(await charges(person.userId)).toMatchObject([{ state: "cancelled" }]);
  });

  it("is paid for as far as it came when the answer breaks off", async () => {
    const person = await makePerson();
    await fault("cut-midstream", { match: { path: "/chat/completions" } });
    expect(
      await failureOf(improvePrompt(person.ctx(), { requestKey: newId(), prompt, modelId: chatModel })),
    ).toMatchObject({
      reason: "cut",
    });
    const [charge] = await charges(person.userId);
    expect(charge!.state).toBe("settled");
    expect(charge!.costNanos).toBeGreaterThan(0n);
  });

  it("is paid for as far as it came when its person leaves", async () => {
    const person = await makePerson();
    await control("PUT", "/pace", { tokensPerSecond: 20 });
    const leaving = new AbortController();
    const asked = improvePrompt(
      { ...person.ctx(), signal: leaving.signal },
      { requestKey: newId(), prompt, modelId: chatModel },
    );
    await expect.poll(() => requests("/v1/chat/completions")).toHaveLength(1);
    leaving.abort();
    await expect(asked).rejects.toMatchObject({ name: "AbortError" });
    const [charge] = await charges(person.userId);
    expect(charge!.state).toBe("settled");
  });

  it("is refused where the model is none for it, and where nothing is left to spend", async () => {
    const person = await makePerson();
    const ask = (more: object) =>
      failureOf(improvePrompt(person.ctx(), { requestKey: newId(), prompt, modelId: chatModel, ...more }));
    expect(await ask({ modelId: model })).toEqual({ code: "unsupported", reason: "sub_type" });
    expect(await ask({ modelId: "nobody/nothing" })).toEqual({ code: "not_found", reason: "model" });
    expect(await ask({ imageModelId: chatModel })).toEqual({ code: "unsupported", reason: "sub_type" });
    await setMonthlyLimit(systemContext(), { userId: person.userId, monthlyNanos: 0n });
    expect(await ask({})).toEqual({ code: "quota_exceeded", reason: "monthly_limit" });
  });

  it("is answered and paid once, however often the same request comes", async () => {
    const person = await makePerson();
    const input = { requestKey: newId(), prompt, modelId: chatModel };
    const [first, second] = await Promise.all([improvePrompt(person.ctx(), input), improvePrompt(person.ctx(), input)]);
    expect(second).toEqual(first);
    expect(await improvePrompt(person.ctx(), input)).toEqual(first);
    expect(await requests("/v1/chat/completions")).toHaveLength(1);
    expect(await charges(person.userId)).toHaveLength(1);
    expect(await failureOf(improvePrompt(person.ctx(), { ...input, prompt: "A cat" }))).toEqual({
      ...{ code: "conflict", reason: "request_key" },
    });
    // The same key of another person is another request.
    const other = await makePerson();
    await improvePrompt(other.ctx(), input);
    expect(await charges(other.userId)).toHaveLength(1);
  });

  it("fails once, however often the same request comes, and is forgotten after a day", async () => {
    const person = await makePerson();
    const input = { requestKey: newId(), prompt, modelId: chatModel };
    await fault("http451", { match: { path: "/chat/completions" } });
    const refused = { code: "provider_rejected", reason: "moderation" };
    expect(await failureOf(improvePrompt(person.ctx(), input))).toEqual(refused);
    expect(await failureOf(improvePrompt(person.ctx(), input))).toEqual(refused);
    expect(await requests("/v1/chat/completions")).toHaveLength(1);

    expect(await sweepAnswers(systemContext())).toBe(0);
    await database().$executeRaw`update paid_answers set created_at = created_at - interval '2 days'`;
    expect(await sweepAnswers(systemContext())).toBeGreaterThan(0);
    expect(await database().paidAnswer.count({ where: { userId: person.userId } })).toBe(0);
  });
});
