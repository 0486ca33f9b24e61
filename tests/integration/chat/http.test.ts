import http from "node:http";
import net, { type AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { GET as getConversation } from "@/app/api/conversations/[id]/route";
import { GET as getConversations } from "@/app/api/conversations/route";
import { POST as postChat } from "@/app/api/chat/route";
import { PUT as putDraft } from "@/app/api/drafts/[id]/route";
import { GET as getEvents } from "@/app/api/generations/[id]/events/route";
import { POST as postStop } from "@/app/api/generations/[id]/stop/route";
import { holding } from "@/lib/chat/holding";
import type { Message } from "@/lib/chat/schema";
import { registerTransport } from "@/lib/http";
import { transportKey, type Transport } from "@/lib/http/transport";
import { newId } from "@/lib/core";
import { database } from "@/lib/db";
import { call, errorOf } from "../../support/call";
import { login, loginAs, type Login } from "../../support/login";
import {
  chatWithSimulator,
  endedMessage,
  idle,
  model,
  question,
  readAll,
  readEvents,
  textOf,
  textSeen,
} from "./support";

const chat = chatWithSimulator({ environment: { CHAT_READER_STALL_MS: "400" } });
let server: http.Server;
let origin: string;
let person: Login;

beforeAll(async () => {
  registerTransport([
    { method: "POST", pattern: "/api/chat", handle: postChat },
    { method: "GET", pattern: "/api/generations/:id/events", handle: getEvents },
  ]);
  const transport = (globalThis as Record<symbol, unknown>)[transportKey] as Transport;
  server = http.createServer((request, response) => {
    if (!transport(request, response)) response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  person = await login();
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const post = (body: unknown, signal?: AbortSignal) =>
  fetch(`${origin}/api/chat`, {
    method: "POST",
    headers: person.headers,
    body: JSON.stringify(body),
    ...(signal && { signal }),
  });

describe.each([
  ["by the server's own transport", (body: unknown) => post(body)],
  ["through the framework", (body: unknown) => call(postChat, { headers: person.headers, body })],
])("an answer %s", (_, send) => {
  it("comes as events that proxies leave alone", async () => {
    const response = await send(question("Hello there."));
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    expect(response.headers.get("cache-control")).toBe("private, no-store, no-transform");
    expect(response.headers.get("x-accel-buffering")).toBe("no");
    const events = await readAll(response);
    expect(events[0]!.event.type).toBe("started");
    expect(textSeen(events)).toBe(textOf(endedMessage(events).parts));
  });
});

it("a closed tab loses nothing: the answer is there when one comes back", async () => {
  await chat.pace(200);
  const tab = new AbortController();
  const response = await post(question("Tell me a long story."), tab.signal);
  let conversationId = "";
  let generationId = "";
  try {
    for await (const { event } of readEvents(response)) {
      if (event.type === "started")
        ({
          generationId,
          conversation: { id: conversationId },
        } = event);
      if (event.type === "text") tab.abort();
    }
  } catch {
    // The tab is gone.
  }
  const live = holding().live.get(generationId)!;
  await vi.waitFor(() => expect(live.log.readers).toBe(0));
  expect(live.cause).toBeUndefined();
  const back = await fetch(`${origin}/api/generations/${generationId}/events`, { headers: person.headers });
  const events = await readAll(back);
  expect(events[0]!.event.type).toBe("snapshot");
  expect(endedMessage(events).state).toBe("complete");
  const shown = await call(getConversation, {
    method: "GET",
    headers: { cookie: person.cookie },
    params: { id: conversationId },
  });
  const { conversation } = (await shown.json()) as { conversation: { messages: Message[] } };
  expect(conversation.messages[1]).toEqual(endedMessage(events));
});

it("a reader that takes nothing is cut off, and slows down nobody", async () => {
  await chat.fault("five-megabyte-line");
  const body = JSON.stringify(question("Much, please."));
  const socket = net.connect((server.address() as AddressInfo).port, "127.0.0.1");
  socket.on("error", () => undefined);
  socket.pause();
  socket.write(
    `POST /api/chat HTTP/1.1\r\nhost: localhost\r\ncookie: ${person.cookie}\r\nsec-fetch-site: same-origin\r\n` +
      `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
  const connections = () => new Promise<number>((resolve) => server.getConnections((_error, count) => resolve(count)));
  await vi.waitFor(() => expect(holding().live.size).toBe(1));
  const [live] = holding().live.values();
  const before = await connections();
  await idle();
  await vi.waitFor(async () => expect(await connections()).toBeLessThan(before), 5_000);
  expect(live!.log.readers).toBe(0);
  socket.destroy();
});

it("a reader who is signed out is cut off, and the answer goes on", async () => {
  await chat.pace(20);
  const elsewhere = await loginAs(await database().user.findUniqueOrThrow({ where: { id: person.userId } }));
  const response = await post(question("Tell me a long story."));
  const [live] = holding().live.values();
  const other = await fetch(`${origin}/api/generations/${live!.id}/events`, { headers: elsewhere.headers });
  const otherEnds = readAll(other);
  otherEnds.catch(() => undefined);
  await vi.waitFor(() => expect(live!.log.readers).toBe(2));
  await database().session.update({ where: { id: elsewhere.sessionId }, data: { endedAt: new Date() } });
  await vi.waitFor(() => expect(live!.log.readers).toBe(1), 4_000);
  await expect(otherEnds).rejects.toThrow();
  expect(live!.cause).toBeUndefined();
  live!.stop("stop");
  expect(endedMessage(await readAll(response)).state).toBe("stopped");
});

describe("bad requests", () => {
  const id = newId();
  const bad: [string, unknown, string][] = [
    ["an object for an id", { ...question("x"), conversationId: { not: null } }, "conversationId"],
    ["null for an id", { ...question("x"), conversationId: null }, "conversationId"],
    ["no key", { modelId: model, action: { type: "send", parentId: null, text: "x" } }, "requestKey"],
    ["an unknown action", { ...question("x"), action: { type: "pay", messageId: id } }, "action.type"],
    ["a blank question", question(" \n\t"), "action.text"],
    ["an unknown field", { ...question("x"), costNanos: "0" }, "costNanos"],
    [
      "a role",
      { ...question("x"), action: { type: "send", parentId: null, text: "x", role: "system" } },
      "action.role",
    ],
    ["an empty text", question("\0"), "action.text"],
    ["a temperature out of range", question("x", { parameters: { temperature: 3 } }), "parameters.temperature"],
    ["a model with NUL", { ...question("x"), modelId: "a\0b" }, "modelId"],
    ["a string", "no JSON at all", "body"],
  ];
  it.each(bad)("with %s are refused by the field's name", async (_, body, field) => {
    const response = await call(postChat, { headers: person.headers, body });
    expect(response.status).toBe(400);
    expect(await errorOf(response)).toMatchObject({ code: "invalid_input", field });
  });

  it("without a session, or from elsewhere, are refused", async () => {
    expect((await call(postChat, { body: question("x") })).status).toBe(401);
    const foreign = { ...person.headers, "sec-fetch-site": "cross-site" };
    expect((await call(postChat, { headers: foreign, body: question("x") })).status).toBe(403);
    expect((await call(postStop, { headers: foreign, params: { id } })).status).toBe(403);
  });

  it("for what does not exist are not found", async () => {
    const headers = person.headers;
    expect((await call(getEvents, { method: "GET", headers, params: { id } })).status).toBe(404);
    expect((await call(postStop, { headers, params: { id } })).status).toBe(404);
    expect((await call(getConversation, { method: "GET", headers, params: { id: "../x" } })).status).toBe(400);
    expect((await call(putDraft, { method: "PUT", headers, params: { id }, body: { text: "x" } })).status).toBe(404);
  });

  it("with odd text are served: halves of characters and NUL are left out", async () => {
    const odd = "half \ud83d and\0 whole 😀";
    const events = await readAll(await call(postChat, { headers: person.headers, body: question(odd) }));
    const [started] = events;
    expect(started!.event).toMatchObject({ userMessage: { parts: [{ text: "half \ufffd and whole 😀" }] } });
    const found = await call(getConversations, { method: "GET", headers: person.headers, path: "/?query=%00%ff" });
    expect(found.status).toBe(200);
  });
});
