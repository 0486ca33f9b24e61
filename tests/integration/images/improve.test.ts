import { describe, expect, it } from "vitest";
import { database, systemContext } from "@/lib/db";
import { improvePrompt } from "@/lib/images";
import { checkBooks, setMonthlyLimit } from "@/lib/metering";
import { failureOf } from "../metering/people";
import { chatModel, imagesWithSimulator, makePerson, model } from "./support";

const { control, fault, ledger, requests } = imagesWithSimulator();
const prompt = "A lighthouse on a cliff";
const charges = (userId: string) => database().charge.findMany({ where: { userId } });

describe("a better prompt", () => {
  it("is suggested in the author's language, with what to keep out apart, and costs what the provider says", async () => {
    const person = await makePerson();
    const suggestion = await improvePrompt(person.ctx(), { prompt, modelId: chatModel, imageModelId: model });
    expect(suggestion.prompt).toContain(prompt);
    expect(suggestion.prompt.length).toBeGreaterThan(prompt.length + 50);
    expect(suggestion.negativePrompt).toContain("watermark");
    const [entry] = await ledger();
    expect(suggestion).toMatchObject({ modelId: chatModel, costNanos: entry!.costNanos, currency: "USD" });
    const [charge] = await charges(person.userId);
    expect(charge).toMatchObject({ purpose: "improve", state: "settled", costNanos: BigInt(entry!.costNanos) });
    expect(await checkBooks(systemContext())).toEqual([]);

    const chinese = await improvePrompt(person.ctx(), { prompt: "悬崖上的灯塔", modelId: chatModel });
    expect(chinese).toMatchObject({ negativePrompt: null, prompt: expect.stringMatching(/^悬崖上的灯塔，/) as string });
  });

  it("costs nothing where the provider refuses", async () => {
    const person = await makePerson();
    await fault("http451", { match: { path: "/chat/completions" } });
    const failed = improvePrompt(person.ctx(), { prompt, modelId: chatModel });
    expect(await failureOf(failed)).toEqual({ code: "provider_rejected", reason: "moderation" });
    expect(await charges(person.userId)).toMatchObject([{ state: "cancelled" }]);
  });

  it("is paid for as far as it came when the answer breaks off", async () => {
    const person = await makePerson();
    await fault("cut-midstream", { match: { path: "/chat/completions" } });
    expect(await failureOf(improvePrompt(person.ctx(), { prompt, modelId: chatModel }))).toMatchObject({
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
    const asked = improvePrompt({ ...person.ctx(), signal: leaving.signal }, { prompt, modelId: chatModel });
    await expect.poll(() => requests("/v1/chat/completions")).toHaveLength(1);
    leaving.abort();
    await expect(asked).rejects.toMatchObject({ name: "AbortError" });
    const [charge] = await charges(person.userId);
    expect(charge!.state).toBe("settled");
  });

  it("is refused where the model is none for it, and where nothing is left to spend", async () => {
    const person = await makePerson();
    const ask = (more: object) => failureOf(improvePrompt(person.ctx(), { prompt, modelId: chatModel, ...more }));
    expect(await ask({ modelId: model })).toEqual({ code: "unsupported", reason: "sub_type" });
    expect(await ask({ modelId: "nobody/nothing" })).toEqual({ code: "not_found", reason: "model" });
    expect(await ask({ imageModelId: chatModel })).toEqual({ code: "unsupported", reason: "sub_type" });
    await setMonthlyLimit(systemContext(), { userId: person.userId, monthlyNanos: 0n });
    expect(await ask({})).toEqual({ code: "quota_exceeded", reason: "monthly_limit" });
  });
});
