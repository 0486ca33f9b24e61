import { afterEach, describe, expect, it, vi } from "vitest";
import { findConversation, followGeneration, startGeneration, stopGeneration, sweepGenerations } from "@/lib/chat";
import { holding } from "@/lib/chat/holding";
import { keepCheckpoints } from "@/lib/chat/keep-checkpoints";
import { database, systemContext } from "@/lib/db";
import { startHolder } from "./holder";
import {
  ask,
  chatWithSimulator,
  endedMessage,
  expectBooksInOrder,
  idle,
  makePerson,
  question,
  readAll,
  readEvents,
  spentOf,
  textOf,
  textSeen,
  type Received,
} from "./support";

const chat = chatWithSimulator();
const long = () => question("Tell me a long story.");
const holders: Awaited<ReturnType<typeof startHolder>>[] = [];

async function otherProcess(environment?: Record<string, string>) {
  const holder = await startHolder(environment);
  holders.push(holder);
  return holder;
}

afterEach(async () => {
  await Promise.all(holders.splice(0).map((holder) => holder.kill()));
});

describe("two processes on one database", () => {
  it("show the same answer live, whichever of them makes it", async () => {
    await chat.pace(120);
    const other = await otherProcess();
    const { userId, ctx } = await makePerson();
    const { generationId } = await other.start(userId, long());
    const arrivals: number[] = [];
    const events: Received[] = [];
    for await (const received of readEvents((await followGeneration(ctx(), { generationId })).toResponse())) {
      events.push(received);
      arrivals.push(performance.now());
    }
    const message = endedMessage(events);
    expect(message.state).toBe("complete");
    // What came after the last checkpoint comes with the end.
    expect(textOf(message.parts).startsWith(textSeen(events))).toBe(true);
    // It came piece by piece, not at its end.
    expect(events.filter(({ event }) => event.type === "text").length).toBeGreaterThan(5);
    expect(arrivals.at(-1)! - arrivals[0]!).toBeGreaterThan(500);
    await expectBooksAfter(other);
  });

  it("resume at a position the other process gave out, without loss or repetition", async () => {
    await chat.pace(120);
    const other = await otherProcess();
    const { userId, ctx } = await makePerson();
    const { generationId } = await other.start(userId, long());
    const seen: Received[] = [];
    for await (const received of readEvents((await followGeneration(ctx(), { generationId })).toResponse())) {
      seen.push(received);
      if (seen.length >= 4 && received.id !== undefined) break;
    }
    const after = seen.at(-1)!.id!;
    const rest = await readAll((await followGeneration(ctx(), { generationId, after })).toResponse());
    const text = textOf(endedMessage(rest).parts);
    expect(rest[0]!.event.type).toBe("text");
    expect(text.startsWith(textSeen([...seen, ...rest]))).toBe(true);
  });

  it("stop each other's answers within two seconds", async () => {
    await chat.pace(40);
    const other = await otherProcess();
    const { userId, ctx } = await makePerson();
    const { generationId } = await other.start(userId, long());
    const events: Received[] = [];
    let stoppedAt = 0;
    for await (const received of readEvents((await followGeneration(ctx(), { generationId })).toResponse())) {
      events.push(received);
      if (events.length === 3) {
        stoppedAt = performance.now();
        await stopGeneration(ctx(), { generationId });
      }
    }
    expect(performance.now() - stoppedAt).toBeLessThan(10_000);
    expect(endedMessage(events)).toMatchObject({ state: "stopped" });
    await expectBooksAfter(other);
  });
});

describe("a process that is killed", () => {
  it("loses two seconds of text at most; the rest is kept, marked, paid for and can be continued", async () => {
    await chat.pace(60);
    const other = await otherProcess();
    const { userId, ctx } = await makePerson();
    const started = await other.start(userId, long());
    const { generationId } = started;
    let had = "";
    await vi.waitFor(async () => {
      had = textOf((await other.live())[0]?.parts ?? []);
      expect(had.length).toBeGreaterThan(400);
    }, 10_000);
    await other.kill();

    const following = followGeneration(ctx(), { generationId }).then((followed) => readAll(followed.toResponse()));
    await vi.waitFor(async () => expect(await sweepGenerations(systemContext())).toBe(1), 5_000);
    expect(await sweepGenerations(systemContext())).toBe(0);
    const message = endedMessage(await following);
    expect(message).toMatchObject({ state: "interrupted", failure: { reason: "lost", retryable: true } });
    const kept = textOf(message.parts);
    expect(had.startsWith(kept) || kept.startsWith(had)).toBe(true);
    // 60 tokens a second are about 300 characters.
    expect(had.length - kept.length).toBeLessThan(600);
    expect(await spentOf(userId)).toMatchObject([{ outcome: "interrupted", basis: "measured" }]);
    expect(message.receipt?.units.output_tokens).toBeGreaterThan(0);
    await expectBooksInOrder();

    await chat.pace(0);
    const rest = await ask(ctx(), question("", { action: { type: "continue", messageId: message.id } }));
    expect(rest.message.state).toBe("complete");
    expect(textOf(rest.message.parts).startsWith(kept)).toBe(true);
    expect(await database().generationChunk.count()).toBe(0);
    await expectBooksInOrder();
  });

  it("is swept once, by however many processes at the same time", async () => {
    await chat.pace(60);
    const dying = await otherProcess();
    const { userId } = await makePerson();
    for (let count = 0; count < 4; count++) await dying.start(userId, long());
    const sweeper = await otherProcess();
    await dying.kill();
    let swept = 0;
    await vi.waitFor(async () => {
      const counts = await Promise.all([
        sweepGenerations(systemContext()),
        sweeper.sweep(),
        sweepGenerations(systemContext()),
      ]);
      swept += counts.reduce((total, count) => total + count, 0);
      expect(swept).toBe(4);
    }, 5_000);
    expect(await database().generation.count({ where: { userId, state: "interrupted" } })).toBe(4);
    expect(await spentOf(userId)).toHaveLength(4);
    await expectBooksInOrder();
  });

  it("that comes back to life writes nothing more", async () => {
    await chat.pace(60);
    const { userId, ctx } = await makePerson();
    const started = await startGeneration(ctx(), long());
    const live = holding().live.get(started.generationId)!;
    await vi.waitFor(() => expect(textOf(live.parts)).not.toBe(""));
    // Somebody else has swept it meanwhile.
    holding().live.delete(live.id);
    await database().generation.update({
      where: { id: live.id },
      data: { leaseUntil: new Date(Date.now() - 60_000) },
    });
    expect(await sweepGenerations(systemContext())).toBe(1);
    const before = await findConversation(ctx(), { id: started.conversation.id });
    holding().live.set(live.id, live);
    keepCheckpoints();
    await idle();
    expect(live.cause).toBe("lost");
    const after = await findConversation(ctx(), { id: started.conversation.id });
    expect(after.messages).toEqual(before.messages);
    expect(await spentOf(userId)).toHaveLength(1);
    expect(await database().generationChunk.count()).toBe(0);
    await expectBooksInOrder();
  });
});

describe("a process that is asked to stop", () => {
  it("lets short answers finish, saves the others as they are and closes everything", async () => {
    await chat.pace(60);
    const other = await otherProcess();
    const { userId, ctx } = await makePerson();
    const started = await other.start(userId, long());
    await vi.waitFor(
      async () => expect(textOf((await other.live())[0]?.parts ?? ("".split("") as never))).not.toBe(""),
      5_000,
    );
    const began = performance.now();
    expect(await other.drain(3_500)).toEqual([]);
    expect(performance.now() - began).toBeLessThan(15_000);
    await expect(other.start(userId, long())).rejects.toThrow("restarting");
    const { messages } = await findConversation(ctx(), { id: started.conversation.id });
    expect(messages[1]).toMatchObject({ state: "interrupted", failure: { reason: "shutdown" } });
    expect(textOf(messages[1]!.parts)).not.toBe("");
    await expectBooksInOrder();
  });
});

it("a person who is disabled is cut off within five seconds, with what came kept and paid for", async () => {
  await chat.pace(40);
  const { userId, ctx } = await makePerson();
  const { generationId } = await startGeneration(ctx(), long());
  const events: Received[] = [];
  for await (const received of readEvents((await followGeneration(ctx(), { generationId })).toResponse())) {
    events.push(received);
    if (events.length === 3) await database().user.update({ where: { id: userId }, data: { disabledAt: new Date() } });
  }
  expect(endedMessage(events)).toMatchObject({ state: "interrupted", failure: { reason: "account_disabled" } });
  await idle();
  await expectBooksInOrder();
});

it("an account that is deleted in the middle leaves nothing open", async () => {
  await chat.pace(40);
  const { userId, ctx } = await makePerson();
  const { generationId } = await startGeneration(ctx(), long());
  await vi.waitFor(() => expect(textOf(holding().live.get(generationId)!.parts)).not.toBe(""));
  await database().user.delete({ where: { id: userId } });
  await idle();
  expect(await spentOf(userId)).toHaveLength(1);
  await expectBooksInOrder();
});

async function expectBooksAfter(other: { live(): Promise<unknown[]> }): Promise<void> {
  await vi.waitFor(async () => expect(await other.live()).toEqual([]));
  await vi.waitFor(expectBooksInOrder);
}
