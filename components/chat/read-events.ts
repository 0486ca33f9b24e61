import type { GenerationEvent } from "@/lib/chat/schema";

export interface ReceivedEvent<Event = GenerationEvent> {
  /** the position in the log after this event; absent where the next one carries it */
  id: number | undefined;
  event: Event;
}

/**
 * The events of a stream of server-sent events, in the groups in which they arrived. Comments keep the connection alive
 * and are skipped; a last event that was cut off is dropped, since it is sent again from the last position.
 */
export async function* readEvents<Event = GenerationEvent>(
  body: ReadableStream<Uint8Array>,
  onBytes?: () => void,
): AsyncGenerator<ReceivedEvent<Event>[]> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      onBytes?.();
      rest += decoder.decode(value, { stream: true });
      const end = lastBlockEnd(rest);
      if (end === 0) continue;
      const events = rest
        .slice(0, end)
        .split(/\r?\n\r?\n/)
        .map((block) => parseBlock<Event>(block))
        .filter((event) => event !== undefined);
      rest = rest.slice(end);
      if (events.length > 0) yield events;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function lastBlockEnd(text: string): number {
  const plain = text.lastIndexOf("\n\n");
  const withReturns = text.lastIndexOf("\r\n\r\n");
  return Math.max(plain < 0 ? 0 : plain + 2, withReturns < 0 ? 0 : withReturns + 4);
}

function parseBlock<Event>(block: string): ReceivedEvent<Event> | undefined {
  let id: number | undefined;
  const data: string[] = [];
  for (const line of block.split(/\r?\n/)) {
    if (line.startsWith("data:")) data.push(line.slice(line[5] === " " ? 6 : 5));
    else if (line.startsWith("id:")) id = Number(line.slice(3).trim());
  }
  if (data.length === 0) return undefined;
  try {
    return { id: Number.isSafeInteger(id) ? id : undefined, event: JSON.parse(data.join("\n")) as Event };
  } catch {
    return undefined;
  }
}
