import net, { type AddressInfo, type Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, expect, it, vi } from "vitest";
import { findConversation, followGeneration, startGeneration, sweepGenerations } from "@/lib/chat";
import { holding } from "@/lib/chat/holding";
import { database, systemContext } from "@/lib/db";
import {
  chatWithSimulator,
  endedMessage,
  expectBooksInOrder,
  idle,
  makePerson,
  question,
  readAll,
  spentOf,
  textOf,
  textSeen,
} from "./support";

/** Between the application and its database, so that it can be taken away. */
const real = new URL(process.env.DATABASE_URL!);
const sockets = new Set<Socket>();
let away = false;
const proxy = net.createServer((near) => {
  if (away) return near.destroy();
  const far = net.connect(Number(real.port || 5432), real.hostname);
  for (const [from, to] of [
    [near, far],
    [far, near],
  ] as const) {
    sockets.add(from);
    from
      .on("error", () => undefined)
      .on("close", () => {
        sockets.delete(from);
        to.destroy();
      });
    from.pipe(to);
  }
});
await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
const through = new URL(real);
through.hostname = "127.0.0.1";
through.port = String((proxy.address() as AddressInfo).port);
process.env.DATABASE_URL = through.href;

const chat = chatWithSimulator();
afterAll(() => {
  proxy.close();
});

function takeAway(): void {
  away = true;
  for (const socket of sockets) socket.destroy();
}

it("an answer that ends while the database is away is told, saved and paid once it is back", async () => {
  await chat.pace(150);
  const { userId, ctx } = await makePerson();
  const started = await startGeneration(ctx(), question("Tell me a long story."));
  const { generationId } = started;
  const response = (await followGeneration(ctx(), { generationId, after: 0, started })).toResponse();
  const reading = readAll(response);
  const live = holding().live.get(generationId)!;
  await vi.waitFor(() => expect(textOf(live.parts)).not.toBe(""));
  await vi.waitFor(async () => expect(await database().generationChunk.count()).toBeGreaterThan(0));
  takeAway();
  // The provider's part ends, and the lease lapses; the process's own sweeps go on all the while.
  await vi.waitFor(() => expect(live.finishing).toBe(true), 10_000);
  await delay(Number(process.env.CHAT_LEASE_MS) + 200);
  await expect(sweepGenerations(systemContext())).rejects.toThrow();
  expect(live.log.ended).toBe(false);

  away = false;
  await vi.waitFor(async () => expect(await sweepGenerations(systemContext())).toBe(0));
  const events = await reading;
  const message = endedMessage(events);
  expect(message.state).toBe("complete");
  expect(textSeen(events)).toBe(textOf(message.parts));
  await idle();
  const { messages } = await findConversation(ctx(), { id: started.conversation.id });
  expect(messages[1]).toEqual(message);
  expect(await spentOf(userId)).toHaveLength(1);
  expect(await database().generationChunk.count()).toBe(0);
  await expectBooksInOrder();
}, 40_000);

it("an answer that goes on through an absence loses nothing", async () => {
  await chat.pace(60);
  const { ctx } = await makePerson();
  const { generationId } = await startGeneration(ctx(), question("Tell me a long story."));
  const live = holding().live.get(generationId)!;
  await vi.waitFor(() => expect(textOf(live.parts)).not.toBe(""));
  takeAway();
  await delay(Number(process.env.CHAT_LEASE_MS));
  away = false;
  await vi.waitFor(() => expect(live.chunks()).toHaveLength(0), { timeout: 10_000, interval: 5 });
  const saved = await database().generationChunk.findMany({ where: { generationId }, orderBy: { sequence: "asc" } });
  const text = saved
    .flatMap(({ events }) => events as { type: string; text?: string }[])
    .map((event) => (event.type === "text" ? event.text : ""))
    .join("");
  expect(textOf(live.parts).startsWith(text)).toBe(true);
  expect(text.length).toBeGreaterThan(0);
  live.stop("stop");
  await idle();
  await expectBooksInOrder();
}, 40_000);
