import { joinDelta, type GenerationEvent, type MessagePart } from "./schema";

type Delta = Extract<GenerationEvent, { type: "text" | "reasoning" }>;

/**
 * An answer as it grows: the parts a reader would have by now. Halves of characters wait for their other half, since
 * they can be neither sent nor stored, and NUL is left out for the same reason.
 */
export class Answer {
  readonly parts: MessagePart[];
  /** characters received in this generation, by type */
  readonly received = { text: 0, reasoning: 0 };
  readonly #half: Record<Delta["type"], string> = { text: "", reasoning: "" };
  #thinkingSince: number | undefined;

  /** @param before the parts of the message that is continued */
  constructor(before: readonly MessagePart[] = []) {
    this.parts = before.map((part) => ({ ...part }));
  }

  /**
   * Takes in what the provider sent.
   * @param timeMs of a clock that only goes forward
   * @returns what readers are told, undefined while there is nothing to tell
   */
  receive(type: Delta["type"], received: string, timeMs: number): Delta | undefined {
    let text = this.#half[type] + received;
    this.#half[type] = "";
    const last = text.charCodeAt(text.length - 1);
    if (last >= 0xd800 && last <= 0xdbff) {
      this.#half[type] = text.slice(-1);
      text = text.slice(0, -1);
    }
    if (text.includes("\0")) text = text.replaceAll("\0", "");
    if (!text.isWellFormed()) text = text.toWellFormed();
    if (text === "") return undefined;
    if (type === "reasoning") this.#thinkingSince ??= timeMs;
    else this.#endThinking(timeMs);
    this.received[type] += text.length;
    joinDelta(this.parts, type, text);
    return { type, text };
  }

  /** No more will come: a thought that never became a word has lasted until now. */
  end(timeMs: number): void {
    this.#endThinking(timeMs);
  }

  get isEmpty(): boolean {
    return this.received.text === 0 && this.received.reasoning === 0;
  }

  #endThinking(timeMs: number): void {
    if (this.#thinkingSince === undefined) return;
    const part = this.parts.findLast((candidate) => candidate.type === "reasoning");
    if (part) part.durationMs = (part.durationMs ?? 0) + Math.max(0, Math.round(timeMs - this.#thinkingSince));
    this.#thinkingSince = undefined;
  }
}

/** The text of a message without its reasoning. */
export function textOf(parts: readonly MessagePart[]): string {
  return parts.reduce((text, part) => (part.type === "text" ? text + part.text : text), "");
}

/** The text that the model has written: without what its person gave it to begin with. */
export function writtenIn(parts: readonly MessagePart[]): string {
  return parts.reduce((text, part) => (part.type === "text" ? text + part.text.slice(part.given ?? 0) : text), "");
}

/** Appends an event to a list, joining neighbours of the same kind. Changes `events`. */
export function collect(events: GenerationEvent[], event: GenerationEvent): void {
  const last = events.at(-1);
  if (last && (event.type === "text" || event.type === "reasoning") && last.type === event.type) {
    events[events.length - 1] = { type: event.type, text: last.text + event.text };
  } else {
    events.push(event);
  }
}

/** The parts after events that were saved on the way. */
export function replay(before: readonly MessagePart[], events: readonly GenerationEvent[]): MessagePart[] {
  const parts = before.map((part) => ({ ...part }));
  for (const event of events)
    if (event.type === "text" || event.type === "reasoning") joinDelta(parts, event.type, event.text);
  return parts;
}
