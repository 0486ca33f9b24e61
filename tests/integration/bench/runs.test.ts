import { describe, expect, it, vi } from "vitest";
import { deleteRun, findRun, followRun, listRuns, startRun, stopRun } from "@/lib/bench";
import { checkpointRuns } from "@/lib/bench/keep-checkpoints";
import { database, systemContext } from "@/lib/db";
import { setMonthlyLimit } from "@/lib/metering";
import { newId } from "@/lib/core";
import { benchInOrder, chatWithSimulator, expectBooksInOrder, idle, inputs, makePerson, model } from "./support";
import { readAll, request, run, spentOf } from "./support";

const provider = chatWithSimulator();
benchInOrder();

/** What our books and the provider's say of the same calls. */
async function expectSameMoney(userId: string): Promise<void> {
  const ours = await spentOf(userId, "bench");
  const theirs = (await provider.ledger()).filter((entry) => entry.model === model);
  expect(ours.map(({ costNanos }) => String(costNanos))).toEqual(theirs.map(({ costNanos }) => costNanos));
  await expectBooksInOrder();
}

describe("each mode", () => {
  it("fills a gap through the chat endpoint", async () => {
    const { ctx, userId } = await makePerson();
    const made = await run(ctx(), request(inputs.fim));
    expect(made.run).toMatchObject({ state: "complete", mode: "fim", receipt: { basis: "reported" } });
    expect(made.run.result.text).toContain("return quick_sort(left)");
    const [asked] = await provider.requests();
    expect(asked!.body).toMatchObject({ prefix: inputs.fim.prefix, suffix: inputs.fim.suffix, stream: true });
    await expectSameMoney(userId);
  });

  it("fills a gap through the completions endpoint, no hotter than it allows", async () => {
    const { ctx, userId } = await makePerson();
    const made = await run(
      ctx(),
      request({ ...inputs.fim, endpoint: "completions", parameters: { temperature: 1.6 } }),
    );
    expect(made.run.result.text).toContain("return quick_sort(left)");
    const [asked] = await provider.requests();
    expect(asked!.body).toMatchObject({ prompt: inputs.fim.prefix, suffix: inputs.fim.suffix, temperature: 1 });
    expect(asked!.body).not.toHaveProperty("messages");
    await expectSameMoney(userId);
  });

  it("goes on from a beginning", async () => {
    const { ctx, userId } = await makePerson();
    const made = await run(ctx(), request(inputs.prefix));
    expect(made.run.result.text).toContain("def main");
    expect((await provider.requests())[0]!.body).toMatchObject({ prefix: inputs.prefix.prefix });
    await expectSameMoney(userId);
  });

  it("answers in JSON by a schema, and goes on where a limit has cut it", async () => {
    const { ctx, userId } = await makePerson();
    const cut = await run(ctx(), request({ ...inputs.json, parameters: { maxTokens: 6 } }));
    expect(cut.run.receipt!.finishReason).toBe("length");
    const begun = cut.run.result.text;
    const rest = await run(ctx(), request({ ...inputs.json, begun }));
    expect(JSON.parse(begun + rest.run.result.text)).toEqual({ mood: "good", score: 1 });
    await expectSameMoney(userId);
  });

  it("shows the model's call and takes the person's answer to it", async () => {
    const { ctx, userId } = await makePerson();
    const first = await run(ctx(), request(inputs.tools));
    const [call] = first.run.result.calls;
    expect(call).toMatchObject({ name: "weather" });
    expect(JSON.parse(call!.arguments)).toEqual({ city: "Paris" });
    const messages = [
      ...inputs.tools.messages,
      { role: "assistant", text: first.run.result.text, calls: first.run.result.calls },
      { role: "tool", callId: call!.id, text: "Sunny, 21 °C" },
    ];
    const second = await run(ctx(), request({ ...inputs.tools, messages }));
    expect(second.run).toMatchObject({ state: "complete", result: { calls: [] } });
    expect(second.run.result.text).toContain("Sunny, 21 °C");
    await expectSameMoney(userId);
  });
});

describe("a run", () => {
  it("is told from its start to its end, and again to whoever comes later", async () => {
    const { ctx } = await makePerson();
    await provider.pace(200);
    const { events, run: ended } = await run(ctx(), request(inputs.prefix));
    expect(events[0]).toMatchObject({ type: "started", run: { state: "streaming" } });
    const texts = events.flatMap((event) => (event.type === "text" ? [event.text] : []));
    expect(texts.length).toBeGreaterThan(1);
    expect(texts.join("")).toBe(ended.result.text);
    expect(await readAll(await followRun(ctx(), { id: ended.id }))).toEqual([{ type: "ended", run: ended }]);
    expect(await findRun(ctx(), { id: ended.id })).toEqual(ended);
  });

  it("goes on without its reader, and another reader begins with what there is", async () => {
    const { ctx } = await makePerson();
    await provider.pace(60);
    const started = await startRun(ctx(), request(inputs.prefix));
    const reader = (await followRun(ctx(), { id: started.id })).body!.getReader();
    await reader.read();
    await reader.cancel();
    const events = await readAll(await followRun(ctx(), { id: started.id }));
    expect(events[0]!.type).toBe("snapshot");
    expect(events.at(-1)).toMatchObject({ type: "ended", run: { state: "complete" } });
  });

  it("is made once for a key, and a key stands for one request", async () => {
    const { ctx } = await makePerson();
    const input = request(inputs.prefix);
    const [first, second] = await Promise.all([startRun(ctx(), input), startRun(ctx(), input)]);
    expect(second.id).toBe(first.id);
    await idle();
    expect((await provider.requests()).length).toBe(1);
    await expect(startRun(ctx(), { ...request(inputs.fim), requestKey: input.requestKey })).rejects.toMatchObject({
      details: { reason: "request_key" },
    });
  });

  it("stops where its person says so, and costs what had come", async () => {
    const { ctx, userId } = await makePerson();
    await provider.pace(30);
    const started = await startRun(ctx(), request(inputs.fim));
    const followed = readAll(await followRun(ctx(), { id: started.id }));
    await vi.waitFor(async () => {
      await checkpointRuns();
      expect((await findRun(ctx(), { id: started.id })).result.text).not.toBe("");
    });
    await expect(deleteRun(ctx(), { id: started.id })).rejects.toMatchObject({
      details: { reason: "still_streaming" },
    });
    await stopRun(ctx(), { id: started.id });
    expect((await followed).at(-1)).toMatchObject({ type: "ended", run: { state: "stopped", failure: null } });
    const [entry] = await spentOf(userId, "bench");
    expect(entry).toMatchObject({ outcome: "stopped", purpose: "bench" });
    await expectBooksInOrder();
  });

  it("ends for whoever may no longer be here", async () => {
    const { ctx, userId } = await makePerson();
    await provider.pace(30);
    const started = await startRun(ctx(), request(inputs.fim));
    await database().user.update({ where: { id: userId }, data: { disabledAt: new Date() } });
    await idle();
    expect(await findRun(ctx(), { id: started.id })).toMatchObject({
      state: "interrupted",
      failure: { reason: "account_disabled" },
    });
    await expect(startRun(ctx(), request(inputs.fim))).rejects.toMatchObject({ code: "unauthenticated" });
    await expectBooksInOrder();
  });

  it("is listed, one page at a time and by mode, and forgotten when deleted, while its cost stays", async () => {
    const { ctx, userId } = await makePerson();
    const first = await run(ctx(), request(inputs.prefix));
    const second = await run(ctx(), request(inputs.fim));
    const page = await listRuns(ctx(), { limit: 1 });
    expect(page.items).toMatchObject([{ id: second.run.id, title: "def quick_sort(items):", currency: "USD" }]);
    const next = await listRuns(ctx(), { limit: 1, cursor: page.nextCursor! });
    expect(next).toMatchObject({ items: [{ id: first.run.id, title: "Say hello." }], nextCursor: null });
    expect((await listRuns(ctx(), { mode: "json", limit: 20 })).items).toEqual([]);
    await deleteRun(ctx(), { id: second.run.id });
    expect((await listRuns(ctx(), { limit: 20 })).items.map(({ id }) => id)).toEqual([first.run.id]);
    expect(await spentOf(userId, "bench")).toHaveLength(2);
  });

  it("is nobody else's", async () => {
    const [owner, other] = [await makePerson(), await makePerson()];
    const { run: made } = await run(owner.ctx(), request(inputs.fim));
    const missing = { code: "not_found" };
    const { id } = made;
    await expect(findRun(other.ctx(), { id })).rejects.toMatchObject(missing);
    await expect(followRun(other.ctx(), { id })).rejects.toMatchObject(missing);
    await expect(stopRun(other.ctx(), { id })).rejects.toMatchObject(missing);
    await expect(deleteRun(other.ctx(), { id })).rejects.toMatchObject(missing);
    expect((await listRuns(other.ctx(), { limit: 20 })).items).toEqual([]);
    await expect(findRun(owner.ctx(), { id: newId() })).rejects.toMatchObject(missing);
    // another person's key is as good as a new one
    const { requestKey } = await database().benchRun.findUniqueOrThrow({ where: { id } });
    expect((await startRun(other.ctx(), { ...request(inputs.fim), requestKey })).id).not.toBe(id);
  });
});

describe("what is refused", () => {
  it.each([
    ["fim", { ...inputs.fim, modelId: "Qwen/Qwen3-14B" }],
    ["prefix", { ...inputs.prefix, modelId: "Qwen/Qwen3-14B" }],
    ["json", { ...inputs.json, modelId: "zai-org/GLM-4.5-Air" }],
    ["tools", { ...inputs.tools, modelId: "tencent/Hunyuan-A13B-Instruct" }],
  ])("%s of a model that cannot do it", async (mode, input) => {
    const { ctx, userId } = await makePerson();
    await expect(startRun(ctx(), request(input))).rejects.toMatchObject({
      code: "unsupported",
      details: { reason: `bench_${mode}` },
    });
    expect(await database().charge.count({ where: { userId } })).toBe(0);
  });

  it("what does not fit the model, and what the quota does not cover: nothing is written or held", async () => {
    const { ctx, userId } = await makePerson();
    const words = "word ".repeat(90_000);
    const tooLong = startRun(ctx(), request({ ...inputs.fim, prefix: words, suffix: words }));
    await expect(tooLong).rejects.toMatchObject({ details: { reason: "context_length" } });
    await setMonthlyLimit(systemContext(), { userId, monthlyNanos: 1n });
    await expect(startRun(ctx(), request(inputs.fim))).rejects.toMatchObject({ code: "quota_exceeded" });
    expect(await database().benchRun.count({ where: { userId } })).toBe(0);
    expect(await database().charge.count({ where: { userId } })).toBe(0);
  });

  it("more runs at a time than a person may have", async () => {
    const { ctx } = await makePerson();
    await provider.pace(20);
    const starts = await Promise.allSettled(Array.from({ length: 12 }, () => startRun(ctx(), request(inputs.fim))));
    const refused = starts.filter((each) => each.status === "rejected");
    expect(refused.length).toBeGreaterThan(0);
    for (const each of refused) expect(each.reason).toMatchObject({ details: { reason: "too_many_streams" } });
  });
});

describe("old runs", () => {
  it("go once a person has more than are kept: the oldest first, none of the last day, none of anybody else", async () => {
    const { ctx, userId } = await makePerson();
    const other = await makePerson();
    const theirs = (await run(other.ctx(), request(inputs.fim))).run;
    const made = (await run(ctx(), request(inputs.fim))).run;
    const {
      receipt: _receipt,
      usage: _usage,
      failure: _failure,
      ...likeIt
    } = await database().benchRun.findUniqueOrThrow({
      where: { id: made.id },
    });
    const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
    const earlier = Array.from({ length: 501 }, (_, index) => ({
      ...likeIt,
      ...{ id: newId(), requestKey: newId(), createdAt: daysAgo(index + 2) },
      ...{ request: {}, result: {}, parameters: {} },
    }));
    await database().benchRun.createMany({ data: earlier });
    await database().benchRun.update({ where: { id: theirs.id }, data: { createdAt: daysAgo(1_000) } });
    await run(ctx(), request(inputs.fim));
    const left = await database().benchRun.findMany({ where: { userId }, select: { id: true } });
    expect(left).toHaveLength(500);
    const gone = earlier.slice(-3).map(({ id }) => id);
    expect(left.filter(({ id }) => gone.includes(id))).toEqual([]);
    expect(left.some(({ id }) => id === earlier.at(-4)!.id)).toBe(true);
    expect(await database().benchRun.count({ where: { id: theirs.id } })).toBe(1);
    expect((await listRuns(ctx(), { limit: 10 })).kept).toBe(500);
    expect(await spentOf(userId, "bench")).toHaveLength(2);
    await expectBooksInOrder();
  });
});
