import { describe, expect, it } from "vitest";
import { draftIds, emptyChat, loadedChat, reduceChat, textOf, type ChatState } from "@/components/chat/chat-state";
import type { GenerationEvent, Message } from "@/lib/chat/schema";
import { aConversation, aMessage, anAnswer, aReceipt, aSummary } from "./factories";

const at = "2026-11-23T10:00:05.000Z";
const receive = (state: ChatState, ...events: GenerationEvent[]) =>
  reduceChat(state, { type: "received", events: events.map((event, index) => ({ id: index + 1, event })) });
const started = (message: Message, userMessage: Message | null): GenerationEvent => ({
  type: "started",
  conversation: aSummary("c1", { streaming: true }),
  userMessage,
  message,
  generationId: "g1",
});
const ids = (state: ChatState) => state.messages.map(({ id }) => id);
const chat = () =>
  loadedChat(
    aConversation({
      messages: [aMessage("q1"), anAnswer("a1", "q1"), aMessage("q2", { parentId: "a1" }), anAnswer("a2", "q2")],
    }),
  );

describe("sending", () => {
  const sent = reduceChat(emptyChat("maker/model"), {
    type: "requested",
    request: { type: "send", parentId: null, text: "hello" },
    at,
  });

  it("shows the question and the place of its answer at once", () => {
    expect(ids(sent)).toEqual([draftIds.user, draftIds.assistant]);
    expect(textOf(sent.messages[0]!)).toBe("hello");
    expect(sent.live).toMatchObject({ messageId: draftIds.assistant, generationId: undefined });
  });

  it("takes the server's own messages for them, and follows", () => {
    const running = receive(
      sent,
      started(anAnswer("a9", "q9", { state: "streaming", parts: [] }), aMessage("q9")),
      { type: "reasoning", text: "hm" },
      { type: "reasoning", text: "m" },
      { type: "text", text: "Hi" },
      { type: "text", text: " there" },
    );
    expect(ids(running)).toEqual(["q9", "a9"]);
    expect(running.id).toBe("c1");
    expect(running.messages[1]!.parts).toEqual([
      { type: "reasoning", text: "hmm" },
      { type: "text", text: "Hi there" },
    ]);
    expect(running.live).toMatchObject({ messageId: "a9", generationId: "g1", position: 5, connection: "open" });
    const done = receive(running, {
      type: "ended",
      message: anAnswer("a9", "q9", { receipt: aReceipt({ contextTokens: 77 }) }),
    });
    expect(done.live).toBeUndefined();
    expect(done.contextTokens).toBe(77);
  });

  it("returns to what was before when it is refused", () => {
    const before = chat();
    const asked = reduceChat(before, {
      type: "requested",
      request: { type: "send", parentId: "a2", text: "more" },
      at,
    });
    expect(ids(asked)).toEqual(["q1", "a1", "q2", "a2", draftIds.user, draftIds.assistant]);
    const refused = reduceChat(asked, { type: "refused", problem: { code: "quota_exceeded" } });
    expect(refused.messages).toBe(before.messages);
    expect(refused.live).toBeUndefined();
    expect(refused.problem).toEqual({ code: "quota_exceeded" });
  });

  it("sends again in other words as a version beside the message, and hides what followed", () => {
    const edited = reduceChat(chat(), { type: "requested", request: { type: "send", parentId: "a1", text: "x" }, at });
    expect(ids(edited)).toEqual(["q1", "a1", draftIds.user, draftIds.assistant]);
    expect(edited.messages[2]!.siblings).toEqual(["q2", draftIds.user]);
    const first = reduceChat(chat(), { type: "requested", request: { type: "send", parentId: null, text: "x" }, at });
    expect(ids(first)).toEqual([draftIds.user, draftIds.assistant]);
  });
});

describe("another answer", () => {
  it("takes the place of the message and of all after it", () => {
    const again = reduceChat(chat(), { type: "requested", request: { type: "regenerate", messageId: "a1" }, at });
    expect(ids(again)).toEqual(["q1", draftIds.assistant]);
    expect(again.messages[1]!.siblings).toEqual(["a1", draftIds.assistant]);
    const running = receive(again, started(anAnswer("a3", "q1", { siblings: ["a1", "a3"] }), null));
    expect(ids(running)).toEqual(["q1", "a3"]);
  });

  it("goes on in the same message after a cut", () => {
    const cut = loadedChat(
      aConversation({ messages: [aMessage("q1"), anAnswer("a1", "q1", { state: "interrupted" })] }),
    );
    const asked = reduceChat(cut, { type: "requested", request: { type: "continue", messageId: "a1" }, at });
    expect(asked.messages[1]!.state).toBe("streaming");
    const running = receive(asked, started(anAnswer("a1", "q1", { state: "streaming" }), null), {
      type: "text",
      text: " and on",
    });
    expect(textOf(running.messages[1]!)).toBe("text of a1 and on");
    const refused = reduceChat(asked, { type: "refused", problem: { code: undefined } });
    expect(refused.messages[1]!.state).toBe("interrupted");
  });
});

describe("following", () => {
  it("takes a snapshot for everything it had", () => {
    const running = loadedChat(
      aConversation({
        messages: [aMessage("q1"), anAnswer("a1", "q1", { state: "streaming", generationId: "g1", parts: [] })],
      }),
    );
    expect(running.live).toMatchObject({ generationId: "g1", messageId: "a1", position: undefined });
    const caughtUp = receive(
      running,
      { type: "snapshot", parts: [{ type: "text", text: "so far" }] },
      { type: "text", text: "." },
    );
    expect(textOf(caughtUp.messages[1]!)).toBe("so far.");
  });

  it("keeps the position of the last event that had one", () => {
    const running = loadedChat(
      aConversation({ messages: [anAnswer("a1", "q1", { state: "streaming", generationId: "g1", parts: [] })] }),
    );
    const read = reduceChat(running, {
      type: "received",
      events: [
        { id: undefined, event: { type: "text", text: "a" } },
        { id: 7, event: { type: "text", text: "b" } },
        { id: undefined, event: { type: "text", text: "c" } },
      ],
    });
    expect(read.live?.position).toBe(7);
    expect(textOf(read.messages[0]!)).toBe("abc");
  });

  it("leaves every other message the same object, so that only one is drawn again", () => {
    const running = receive(
      reduceChat(chat(), { type: "requested", request: { type: "send", parentId: "a2", text: "x" }, at }),
      started(anAnswer("a9", "q9", { state: "streaming", parts: [] }), aMessage("q9")),
    );
    const next = receive(running, { type: "text", text: "y" });
    next.messages.slice(0, -1).forEach((message, index) => expect(message).toBe(running.messages[index]));
    expect(next.messages.at(-1)).not.toBe(running.messages.at(-1));
  });
});

describe("older messages", () => {
  it("stand before the others, once", () => {
    const loaded = reduceChat(reduceChat(chat(), { type: "olderRequested" }), {
      type: "olderLoaded",
      messages: [aMessage("q0"), anAnswer("a0", "q0"), aMessage("q1")],
      hasOlder: true,
    });
    expect(ids(loaded)).toEqual(["q0", "a0", "q1", "a1", "q2", "a2"]);
    expect(loaded).toMatchObject({ hasOlder: true, loadingOlder: false });
  });

  it("stay when the end of the same branch is read again, and go with another branch", () => {
    const q1 = aMessage("q1", { parentId: "a0" });
    const end = [q1, anAnswer("a1", "q1")];
    const start = loadedChat(aConversation({ messages: end, hasOlder: true }));
    const older = reduceChat(start, {
      type: "olderLoaded",
      messages: [aMessage("q0"), anAnswer("a0", "q0")],
      hasOlder: false,
    });
    const again = reduceChat(older, { type: "loaded", conversation: aConversation({ messages: end, hasOlder: true }) });
    expect(ids(again)).toEqual(["q0", "a0", "q1", "a1"]);
    expect(again.hasOlder).toBe(false);
    const other = reduceChat(older, {
      type: "loaded",
      conversation: aConversation({ messages: [aMessage("q1", { parentId: "b0" })], hasOlder: true }),
    });
    expect(ids(other)).toEqual(["q1"]);
  });
});

describe("a given beginning", () => {
  const open = reduceChat(emptyChat("maker/model"), { type: "prefix", prefix: "Once" });
  const sent = reduceChat(open, {
    type: "requested",
    request: { type: "send", parentId: null, text: "Tell", prefix: "Once" },
    at,
  });

  it("stands at the start of the answer at once, and its field closes", () => {
    expect(sent.messages[1]!.parts).toEqual([{ type: "text", text: "Once", given: 4 }]);
    expect(sent.prefix).toBeUndefined();
    const answer = anAnswer("a9", "q9", { state: "streaming", parts: [{ type: "text", text: "Once", given: 4 }] });
    const running = receive(sent, started(answer, aMessage("q9")), { type: "text", text: " upon" });
    expect(running.messages[1]!.parts).toEqual([{ type: "text", text: "Once upon", given: 4 }]);
  });

  it("comes back with what was typed when it is refused", () => {
    expect(reduceChat(sent, { type: "refused", problem: { code: "quota_exceeded" } }).prefix).toBe("Once");
  });
});
