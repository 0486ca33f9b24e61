import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createSiliconFlow, isProviderError, type ChatStream, type SiliconFlow } from "@/lib/siliconflow";
import { CONTROL_HEADER, startSimulator, type Simulator } from "@/lib/simulator";

const model = "deepseek-ai/DeepSeek-V3";
const ask = {
  model,
  messages: [{ role: "user" as const, content: "Explain tides in two paragraphs." }],
  max_tokens: 400,
};

let simulator: Simulator;
let client: SiliconFlow;

beforeAll(async () => {
  simulator = await startSimulator({ firstTokenMs: 5, tokensPerSecond: 0 });
});
afterAll(() => simulator.close());

beforeEach(async () => {
  await control("POST", "reset");
  client = createSiliconFlow({
    baseUrl: `${simulator.url}/`,
    apiKey: simulator.apiKey,
    firstTokenTimeoutMs: 2_500,
    gapTimeoutMs: 1_500,
    retryBaseMs: 1,
  });
  return () => client.close();
});

async function control<Result>(method: string, command: string, body?: object): Promise<Result> {
  const response = await fetch(`${simulator.origin}/control/${command}`, {
    method,
    headers: { [CONTROL_HEADER]: simulator.apiKey },
    ...(body && { body: JSON.stringify(body) }),
  });
  expect(response.status).toBe(200);
  return (await response.json()) as Result;
}

async function read(stream: ChatStream): Promise<{ text: string; reasoning: string; reason: string | undefined }> {
  let text = "";
  let reasoning = "";
  try {
    for await (const batch of stream) {
      for (const delta of batch) {
        if (delta.type === "text") text += delta.text;
        else if (delta.type === "reasoning") reasoning += delta.text;
      }
    }
  } catch (error) {
    return { text, reasoning, reason: isProviderError(error) ? error.reason : String(error) };
  }
  return { text, reasoning, reason: undefined };
}

describe("against the provider's double", () => {
  it("counts what the double's own ledger counts", async () => {
    const stream = await client.chat.stream({ ...ask, model: "deepseek-ai/DeepSeek-R1" });
    const { text, reasoning, reason } = await read(stream);
    expect(reason).toBeUndefined();
    expect(text.length).toBeGreaterThan(50);
    expect(reasoning.length).toBeGreaterThan(10);
    const { entries } = await control<{ entries: { traceId: string; quantities: Record<string, number> }[] }>(
      "GET",
      "ledger",
    );
    const usage = stream.usage!;
    expect(entries).toHaveLength(1);
    expect(entries[0]!.traceId).toBe(stream.traceId);
    expect(entries[0]!.quantities).toMatchObject({
      input_tokens: usage.inputTokens - usage.cachedInputTokens,
      output_tokens: usage.outputTokens,
    });
    expect(usage.reasoningTokens).toBeGreaterThan(0);
    const whole = await client.chat.create(ask);
    expect(whole.usage?.outputTokens).toBeGreaterThan(0);
  });

  it.each([
    "five-megabyte-line",
    "split-bytes",
    "wrong-content-type",
    "malformed-sse",
    "no-done",
    "eos-finish",
    "usage-at-end",
    "usage-missing",
    "duplicate-role",
    "content-filter",
    "comment-lines",
    "slow-first-token",
  ])("reads a whole answer through %s", async (name) => {
    await control("POST", "faults", { name, delayMs: 200 });
    const stream = await client.chat.stream(ask);
    const { text, reason } = await read(stream);
    expect(reason).toBeUndefined();
    expect(text.length).toBeGreaterThan(50);
    expect(stream.finishReason).toMatch(/^(stop|length)$/);
    if (name !== "usage-missing") expect(stream.usage?.outputTokens).toBeGreaterThan(0);
  });

  it.each([
    ["hang-after-headers", "timeout_first_token", 0],
    ["hang-midstream", "timeout_gap", 5],
    ["cut-midstream", "cut", 5],
    ["reset", "cut", 5],
    ["error-in-stream", "overloaded", 5],
  ])("keeps the part of %s and says %s", async (name, expected, tokens) => {
    await control("POST", "faults", { name });
    const stream = await client.chat.stream(ask);
    const { text, reason } = await read(stream);
    expect(reason).toBe(expected);
    expect(stream.receivedEvents).toBe(tokens);
    expect(text.length > 0).toBe(tokens > 0);
    expect(stream.usage?.outputTokens ?? 0).toBe(tokens);
  });

  it.each([
    ["http400", "parameters", 1],
    ["http401", "key", 1],
    ["http402", "balance_or_verification", 1],
    ["http403", "balance_or_verification", 1],
    ["http404", "endpoint_missing", 1],
    ["http410", "endpoint_gone", 1],
    ["http429-rpm", "rate_minute", 3],
    ["http429-tpm", "rate_minute", 3],
    ["http429-rpd", "rate_day", 1],
    ["http451", "moderation", 1],
    ["http500", "provider_fault", 3],
    ["http500-50507", "provider_fault", 3],
    ["http502-html", "provider_fault", 3],
    ["http503", "overloaded", 3],
    ["http504-empty", "gateway_timeout", 3],
    ["reset-before-headers", "unreachable", 3],
    ["hang-before-headers", "timeout_first_token", 1],
  ])("%s is %s after %i attempts", async (name, reason, attempts) => {
    await control("POST", "faults", { name });
    await expect(client.chat.stream(ask)).rejects.toMatchObject({ name: "ProviderError", reason });
    const { requests } = await control<{ requests: unknown[] }>("GET", "requests");
    expect(requests).toHaveLength(attempts);
  });

  it("survives one failure of each kind that may be repeated", async () => {
    for (const name of ["http429-rpm", "http500", "http502-html", "http503", "http504-empty", "reset-before-headers"]) {
      await control("POST", "faults", { name, times: 1 });
      expect((await read(await client.chat.stream(ask))).reason).toBeUndefined();
    }
  });

  it("names a prompt that is too long, an unknown model and a wrong key", async () => {
    const long = {
      ...ask,
      model: "Qwen/Qwen2.5-7B-Instruct",
      messages: [{ role: "user" as const, content: "word ".repeat(60_000) }],
    };
    await expect(client.chat.stream(long)).rejects.toMatchObject({
      reason: "context_length",
      code: "provider_rejected",
    });
    await expect(client.chat.stream({ ...ask, model: "nobody/nothing" })).rejects.toMatchObject({
      reason: "model_unknown",
    });
    const stranger = createSiliconFlow({ baseUrl: simulator.url, apiKey: "sk-wrong" });
    await expect(stranger.models.list()).rejects.toMatchObject({ reason: "key", status: 401 });
    await stranger.close();
  });

  it("lists models and reads the account", async () => {
    const models = await client.models.list({ subType: "chat" });
    expect(models.map(({ id }) => id)).toContain(model);
    expect((await client.user.info()).totalBalance).toMatch(/^\d+(\.\d+)?$/);
    await control("PUT", "settings", { userInfoGone: true });
    await expect(client.user.info()).rejects.toMatchObject({ reason: "endpoint_gone" });
  });
});
