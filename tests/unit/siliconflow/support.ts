import { readFileSync } from "node:fs";
import path from "node:path";
import { vi } from "vitest";
import { ChatStream, type ChatStreamOptions } from "@/lib/siliconflow/chat-stream";
import type { ChatDelta } from "@/lib/siliconflow/deltas";

const folder = path.join(import.meta.dirname, "../../support/fixtures/siliconflow");

export function fixture(name: string): Buffer {
  return readFileSync(path.join(folder, name));
}

/** A stream fed by hand, and what it asked of its connection. */
export function handFedStream(options: Partial<ChatStreamOptions> = {}) {
  const exchange = {
    startedAt: performance.now(),
    stop: vi.fn(),
    abort: vi.fn((error: Error) => stream.fail(error)),
    close: vi.fn(),
    pause: vi.fn(),
    resume: vi.fn(),
  };
  const stream: ChatStream = new ChatStream(
    exchange,
    { status: 200, contentType: "text/event-stream", traceId: "trace-1" },
    { firstTokenTimeoutMs: 60_000, gapTimeoutMs: 30_000, coalesceMs: 0, ...options },
  );
  return { stream, exchange };
}

export interface Gathered {
  text: string;
  reasoning: string;
  tools: Record<number, { id: string; name: string; arguments: string }>;
  error: unknown;
}

/** Reads a stream to its end, joining what belongs together. */
export async function gather(stream: ChatStream): Promise<Gathered> {
  const gathered: Gathered = { text: "", reasoning: "", tools: {}, error: undefined };
  try {
    for await (const batch of stream) for (const delta of batch) add(gathered, delta);
  } catch (error) {
    gathered.error = error;
  }
  return gathered;
}

function add(gathered: Gathered, delta: ChatDelta): void {
  if (delta.type !== "tool") {
    gathered[delta.type] += delta.text;
    return;
  }
  const tool = (gathered.tools[delta.index] ??= { id: "", name: "", arguments: "" });
  tool.id ||= delta.id;
  tool.name ||= delta.name;
  tool.arguments += delta.arguments;
}
