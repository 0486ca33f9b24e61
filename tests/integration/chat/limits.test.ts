import { describe, expect, it } from "vitest";
import { startGeneration, stopGeneration } from "@/lib/chat";
import { database, systemContext } from "@/lib/db";
import { setMonthlyLimit } from "@/lib/metering";
import { chatWithSimulator, expectBooksInOrder, idle, makePerson, question, spentOf, thinker } from "./support";

const chat = chatWithSimulator({ environment: { CHAT_STREAMS_PER_USER: "4" } });

describe("streams of one person", () => {
  it("are limited exactly, also when they start at once, and others are not concerned", async () => {
    await chat.pace(20);
    const { userId, ctx } = await makePerson();
    const other = await makePerson();
    const tries = await Promise.allSettled(
      Array.from({ length: 9 }, (_, index) => startGeneration(ctx(), question(`Number ${index}`))),
    );
    const started = tries.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
    expect(started).toHaveLength(4);
    for (const result of tries) {
      if (result.status === "rejected") {
        expect(result.reason).toMatchObject({ code: "rate_limited", details: { reason: "too_many_streams" } });
      }
    }
    await startGeneration(other.ctx(), question("Me too."));
    await stopGeneration(ctx(), { generationId: started[0]!.generationId });
    await expect.poll(() => database().generation.count({ where: { userId, state: "streaming" } })).toBe(3);
    await startGeneration(ctx(), question("Now there is room."));
  });

  it("are told as the cause also where others have ended by the time one looks why", async () => {
    await chat.fault("http400");
    const { ctx } = await makePerson();
    const tries = await Promise.allSettled(
      Array.from({ length: 30 }, (_, index) => startGeneration(ctx(), question(`Number ${index}`))),
    );
    for (const result of tries) {
      if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "rate_limited" });
    }
  });

  it("leave nothing behind where they are refused", async () => {
    await chat.pace(20);
    const { userId, ctx } = await makePerson();
    for (let count = 0; count < 4; count++) await startGeneration(ctx(), question("Room."));
    await expect(startGeneration(ctx(), question("No room."))).rejects.toMatchObject({ code: "rate_limited" });
    expect(await database().conversation.count({ where: { userId } })).toBe(4);
    expect(await database().charge.count({ where: { userId, state: "open", purpose: "chat" } })).toBe(4);
  });
});

describe("money", () => {
  it("is held before anything is written or asked", async () => {
    const { userId, ctx } = await makePerson();
    await setMonthlyLimit(systemContext(), { userId, monthlyNanos: 1_000n });
    await expect(startGeneration(ctx(), question("Too dear."))).rejects.toMatchObject({
      code: "quota_exceeded",
      details: { reason: "monthly_limit" },
    });
    expect(await database().conversation.count({ where: { userId } })).toBe(0);
    expect(await chat.requests()).toEqual([]);
    await expectBooksInOrder();
  });

  it("holds the limit under parallel starts", async () => {
    const { userId, ctx } = await makePerson();
    // The dearest answer of one call to this model is under 20 million nanos.
    await setMonthlyLimit(systemContext(), { userId, monthlyNanos: 40_000_000n });
    const tries = await Promise.allSettled(
      Array.from({ length: 4 }, () => startGeneration(ctx(), question("Go.", { modelId: thinker }))),
    );
    await idle();
    const refused = tries.filter(({ status }) => status === "rejected");
    expect(refused.length).toBeGreaterThan(0);
    for (const result of refused) {
      expect((result as PromiseRejectedResult).reason).toMatchObject({ code: "quota_exceeded" });
    }
    const spent = (await spentOf(userId)).reduce((total, { costNanos }) => total + costNanos, 0n);
    expect(spent).toBeLessThanOrEqual(40_000_000n);
    await expectBooksInOrder();
  });
});

it("refuses a conversation that is longer than the model can read, before anything is paid, and says by how much", async () => {
  const { ctx } = await makePerson();
  const text = "a word or two, ".repeat(60_000);
  await expect(startGeneration(ctx(), question(text))).rejects.toMatchObject({
    code: "invalid_input",
    details: { reason: "context_length", excess: expect.any(Number) },
  });
  expect(await chat.requests()).toEqual([]);
  await expectBooksInOrder();
});
