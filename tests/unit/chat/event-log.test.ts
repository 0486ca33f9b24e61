import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { DirectSink } from "@/lib/core";
import { EventLog } from "@/lib/chat/event-log";
import { readLog } from "@/lib/chat/read-log";
import type { GenerationEvent, Message, MessagePart } from "@/lib/chat/schema";

const text = (value: string): GenerationEvent => ({ type: "text", text: value });
const ended: GenerationEvent = { type: "ended", message: { id: "m" } as Message };

function logOf(count: number, maxChars = 1_000_000): EventLog {
  const log = new EventLog(maxChars);
  for (let index = 1; index <= count; index++) log.append(text(`t${index}`));
  return log;
}

/** A reader that takes what it is given, or nothing while it is `full`. */
function reader() {
  let drain = () => {};
  let close = () => {};
  const state = {
    full: false,
    received: "",
    ended: false,
    aborted: false,
    drain: () => drain(),
    leave: () => close(),
    ids: () => [...state.received.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id)),
    types: () =>
      [...state.received.matchAll(/^data: (.*)$/gm)].map(([, data]) => (JSON.parse(data!) as GenerationEvent).type),
  };
  const sink: DirectSink = {
    write(chunk) {
      state.received += String(chunk);
      return !state.full;
    },
    onDrain: (listener) => (drain = listener),
    onClose: (listener) => (close = listener),
    end: () => (state.ended = true),
    abort: () => (state.aborted = true),
  };
  return Object.assign(state, { sink });
}

const options = { stallMs: 1_000, heartbeatMs: 15_000 };
const parts: MessagePart[] = [{ type: "text", text: "so far" }];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("a log", () => {
  it("gives out positions in order and knows where each reader goes on", () => {
    const log = logOf(3);
    expect(log.position).toBe(3);
    expect([0, 1, 2, 3].map((position) => log.resumeAt(position))).toEqual([0, 1, 2, 3]);
    expect(log.resumeAt(4)).toBeUndefined();
  });

  it("drops the oldest beyond its bound, and says so", () => {
    const log = logOf(100, 400);
    expect(log.read(0, 100)).toBeUndefined();
    expect(log.resumeAt(0)).toBeUndefined();
    const index = log.resumeAt(97)!;
    expect(log.read(index, 1_000)!.frames.match(/^id: /gm)).toHaveLength(3);
    expect(log.resumeAt(100)).toBe(100);
  });

  it("keeps one event however large it is", () => {
    const log = new EventLog(10);
    log.append(text("x".repeat(1_000)));
    expect(log.read(0, 1)!.frames).toContain("xxx");
  });

  it("resumes before or after events that belong together, never between", () => {
    const log = new EventLog(1_000_000);
    log.appendAt(undefined, text("a"));
    log.appendAt(7, text("b"));
    log.appendAt(undefined, text("c"));
    log.appendAt(12, text("d"));
    expect(log.resumeAt(0)).toBe(0);
    expect(log.resumeAt(7)).toBe(2);
    expect(log.resumeAt(12)).toBe(4);
    expect(log.resumeAt(8)).toBeUndefined();
    log.appendAt(undefined, ended);
    expect(log.resumeAt(12)).toBe(4);
  });

  it("is not resumed where what belongs together was dropped in part", () => {
    const log = new EventLog(70);
    log.appendAt(3, text("a".repeat(20)));
    log.appendAt(undefined, text("b".repeat(20)));
    log.appendAt(5, text("c".repeat(20)));
    expect(log.resumeAt(3)).toBeUndefined();
  });
});

describe("a reader", () => {
  it("gets everything from its position on, live, and the end", () => {
    const log = logOf(3);
    const tab = reader();
    readLog({ log, parts }, { ...options, after: 1 }, tab.sink);
    expect(tab.ids()).toEqual([2, 3]);
    log.append(text("t4"));
    log.append(ended);
    log.end();
    expect(tab.ids()).toEqual([2, 3, 4, 5]);
    expect(tab.ended).toBe(true);
    expect(log.readers).toBe(0);
  });

  it("gets a snapshot first where it has nothing, or its position is gone or unknown", () => {
    for (const after of [undefined, 1, 999]) {
      const log = logOf(100, 400);
      const tab = reader();
      readLog({ log, parts }, { ...options, after }, tab.sink);
      log.append(text("new"));
      expect(tab.types()).toEqual(["snapshot", "text"]);
      expect(tab.ids()).toEqual([100, 101]);
    }
  });

  it("gets the end without a snapshot where all is over", () => {
    const log = logOf(5);
    log.append(ended);
    log.end();
    const tab = reader();
    readLog({ log, parts }, options, tab.sink);
    expect(tab.types()).toEqual(["ended"]);
    expect(tab.ended).toBe(true);
  });

  it("is told first what it asked for", () => {
    const tab = reader();
    readLog({ log: logOf(1), parts }, { ...options, after: 0, before: "id: 0\ndata: {}\n\n" }, tab.sink);
    expect(tab.ids()).toEqual([0, 1]);
  });

  it("is waited for without growing a queue, and skips ahead by a snapshot when it was too slow", () => {
    const log = new EventLog(400);
    const tab = reader();
    tab.full = true;
    readLog({ log, parts }, { ...options, after: 0 }, tab.sink);
    for (let index = 1; index <= 100; index++) log.append(text(`t${index}`));
    expect(tab.ids()).toEqual([1]);
    tab.full = false;
    tab.drain();
    expect(tab.types()).toEqual(["text", "snapshot"]);
    expect(tab.ids()).toEqual([1, 100]);
  });

  it("is cut off when it takes nothing for too long, and the log goes on", () => {
    const log = logOf(1);
    const tab = reader();
    tab.full = true;
    readLog({ log, parts }, { ...options, after: 0 }, tab.sink);
    vi.advanceTimersByTime(900);
    expect(tab.aborted).toBe(false);
    vi.advanceTimersByTime(400);
    expect(tab.aborted).toBe(true);
    expect(log.readers).toBe(0);
    log.append(text("t2"));
    expect(tab.ids()).toEqual([1]);
  });

  it("hears a heartbeat while nothing happens", () => {
    const tab = reader();
    readLog({ log: logOf(0), parts }, { ...options, after: 0 }, tab.sink);
    vi.advanceTimersByTime(31_000);
    expect(tab.received).toBe(": \n\n: \n\n");
  });

  it("leaves nothing behind when it goes", () => {
    const log = logOf(0);
    const tab = reader();
    readLog({ log, parts }, { ...options, after: 0 }, tab.sink);
    tab.leave();
    expect(log.readers).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });
});
