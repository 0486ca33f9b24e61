import { describe, expect, it } from "vitest";
import { backoffMs, isFinal } from "@/components/chat/connection";
import { readEvents, type ReceivedEvent } from "@/components/chat/read-events";
import { ApiError } from "@/lib/ui";

async function read(...chunks: (string | Uint8Array)[]): Promise<ReceivedEvent[]> {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks)
        controller.enqueue(typeof chunk === "string" ? new TextEncoder().encode(chunk) : chunk);
      controller.close();
    },
  });
  const found: ReceivedEvent[] = [];
  for await (const events of readEvents(body)) found.push(...events);
  return found;
}

const text = (value: string) => JSON.stringify({ type: "text", text: value });

describe("server-sent events", () => {
  it("are read with their positions, over comments and fields of no interest", async () => {
    expect(await read(`: hello\n\nid: 3\nevent: x\ndata: ${text("a")}\n\ndata:${text("b")}\n\n`)).toEqual([
      { id: 3, event: { type: "text", text: "a" } },
      { id: undefined, event: { type: "text", text: "b" } },
    ]);
  });

  it("are put together from any pieces, also within a character", async () => {
    const bytes = new TextEncoder().encode(`id: 1\r\ndata: ${text("好的")}\r\n\r\nid: 2\ndata: ${text("x")}\n\n`);
    const pieces = Array.from(bytes, (byte) => new Uint8Array([byte]));
    expect((await read(...pieces)).map(({ event }) => event)).toEqual([
      { type: "text", text: "好的" },
      { type: "text", text: "x" },
    ]);
  });

  it("drop a last one that was cut, and one that is no JSON", async () => {
    expect(await read(`data: nonsense\n\nid: 1\ndata: ${text("a")}\n\nid: 2\ndata: {"type":`)).toHaveLength(1);
  });
});

describe("trying again", () => {
  it("waits longer each time, up to ten seconds or so", () => {
    expect([0, 1, 2, 5, 50].map((attempt) => backoffMs(attempt, 0.5))).toEqual([500, 1_000, 2_000, 10_000, 10_000]);
    expect(backoffMs(0, 0)).toBe(375);
    expect(backoffMs(0, 1)).toBe(625);
  });

  it("ends where the same answer would come again", () => {
    expect([400, 401, 402, 404, 409, 422].map((status) => isFinal(new ApiError(status, undefined)))).not.toContain(
      false,
    );
    expect([0, 408, 429, 500, 503].map((status) => isFinal(new ApiError(status, undefined)))).not.toContain(true);
  });
});
