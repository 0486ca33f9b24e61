import { joinDelta, storableText, textIn, type GenerationEvent, type MessagePart, type ToolPart } from "./schema";

type Delta = Extract<GenerationEvent, { type: "text" | "reasoning" }>;
type Events<Type extends GenerationEvent["type"]> = Extract<GenerationEvent, { type: Type }>;

/**
 * An answer as it grows: the parts a reader would have by now. Halves of characters wait for their other half, since
 * they can be neither sent nor stored, and NUL is left out for the same reason.
 */
export class Answer {
  readonly parts: MessagePart[];
  /** characters received of the present call, by type */
  received = { text: 0, reasoning: 0 };
  /** the present call of the model, counted from 0 over the whole message */
  step: number;
  readonly #half = new Map<string, string>();
  /** ids of function calls as the provider gave them in the present call, and ours, which are unique in the message */
  #callIds = new Map<string, string>();
  #thinkingSince: number | undefined;

  /** @param before the parts of the message that is continued */
  constructor(before: readonly MessagePart[] = []) {
    this.parts = before.map((part) => ({ ...part }));
    this.step = 1 + Math.max(-1, ...toolsIn(this.parts).map((part) => part.step));
  }

  /** What comes from here on belongs to the next call of the model. */
  beginStep(): void {
    this.step++;
    this.received = { text: 0, reasoning: 0 };
    this.#callIds = new Map();
  }

  /**
   * Takes in what the provider sent.
   * @param timeMs of a clock that only goes forward
   * @returns what readers are told, undefined while there is nothing to tell
   */
  receive(type: Delta["type"], received: string, timeMs: number): Delta | undefined {
    const text = this.#whole(type, received);
    if (text === "") return undefined;
    if (type === "reasoning") this.#thinkingSince ??= timeMs;
    else this.#endThinking(timeMs);
    this.received[type] += text.length;
    joinDelta(this.parts, type, text);
    return { type, text };
  }

  /** The model begins to call a function. Ids may repeat from one call of the model to the next. */
  receiveCall(id: string, name: string, timeMs: number): Events<"tool"> {
    this.#endThinking(timeMs);
    const taken = toolsIn(this.parts).some((part) => part.id === id);
    const own = !taken && /^[\w-]{1,64}$/.test(id) ? id : `call_${this.step}_${this.#callIds.size}`;
    this.#callIds.set(id, own);
    const part: ToolPart = {
      type: "tool",
      id: own,
      name: storableText(name).slice(0, 200),
      step: this.step,
      arguments: "",
      state: "writing",
    };
    this.parts.push(part);
    return { type: "tool", part: { ...part } };
  }

  receiveArguments(id: string, received: string): Events<"tool_arguments"> | undefined {
    const own = this.#callIds.get(id);
    const text = own === undefined ? "" : this.#whole(`call ${own}`, received);
    if (own === undefined || text === "") return undefined;
    const event = { type: "tool_arguments" as const, id: own, text };
    applyEvent(this.parts, event);
    return event;
  }

  /** A call comes to another state. */
  changeCall(id: string, change: Partial<Omit<ToolPart, "type" | "id">>): Events<"tool"> | undefined {
    const part = toolsIn(this.parts).find((each) => each.id === id);
    if (!part) return undefined;
    Object.assign(part, change, change.result !== undefined && { result: storableText(change.result) });
    return { type: "tool", part: { ...part } };
  }

  /** The calls of the present call of the model. */
  get calls(): ToolPart[] {
    return toolsIn(this.parts).filter(({ step }) => step === this.step);
  }

  /** No more will come: a thought that never became a word has lasted until now, and no call goes on. */
  end(timeMs: number): void {
    this.#endThinking(timeMs);
    endCalls(this.parts);
  }

  /** nothing has come of the present call */
  get isEmpty(): boolean {
    return this.received.text === 0 && this.received.reasoning === 0 && this.calls.length === 0;
  }

  /** What the present call of the model has brought of a type. */
  receivedText(type: Delta["type"]): string {
    const length = this.received[type];
    const all = length === 0 ? "" : this.parts.map((part) => textIn(part, type)).join("");
    return all.slice(all.length - length);
  }

  /** Without a half character at the end, which waits for its other half, and without what cannot be stored. */
  #whole(key: string, received: string): string {
    let text = (this.#half.get(key) ?? "") + received;
    this.#half.delete(key);
    const last = text.charCodeAt(text.length - 1);
    if (last >= 0xd800 && last <= 0xdbff) {
      this.#half.set(key, text.slice(-1));
      text = text.slice(0, -1);
    }
    if (text.includes("\0")) text = text.replaceAll("\0", "");
    return text.isWellFormed() ? text : text.toWellFormed();
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

/** What a model has written in a part, the calls it made included. */
export function writtenBy(part: MessagePart): string {
  return part.type === "tool" ? part.name + part.arguments : textIn(part);
}

export function lengthOf(parts: readonly MessagePart[]): number {
  return parts.reduce((total, part) => total + writtenBy(part).length, 0);
}

export function toolsIn(parts: readonly MessagePart[]): ToolPart[] {
  return parts.filter((part) => part.type === "tool");
}

/** Calls that were under way when an answer ended go no further. Changes `parts`. */
export function endCalls(parts: MessagePart[]): void {
  for (const part of toolsIn(parts)) {
    if (part.state === "writing" || part.state === "asking" || part.state === "running") part.state = "stopped";
  }
}

/** Does to parts what an event says. Changes `parts`. */
export function applyEvent(parts: MessagePart[], event: GenerationEvent): void {
  if (event.type === "text" || event.type === "reasoning") joinDelta(parts, event.type, event.text);
  else if (event.type === "tool") {
    const index = parts.findIndex((part) => part.type === "tool" && part.id === event.part.id);
    if (index < 0) parts.push({ ...event.part });
    else parts[index] = { ...event.part };
  } else if (event.type === "tool_arguments") {
    const part = toolsIn(parts).find(({ id }) => id === event.id);
    if (part) part.arguments += event.text;
  }
}

/** Appends an event to a list, joining neighbours of the same kind. Changes `events`. */
export function collect(events: GenerationEvent[], event: GenerationEvent): void {
  const last = events.at(-1);
  if (last && (event.type === "text" || event.type === "reasoning") && last.type === event.type) {
    events[events.length - 1] = { type: event.type, text: last.text + event.text };
  } else if (last?.type === "tool_arguments" && event.type === "tool_arguments" && last.id === event.id) {
    events[events.length - 1] = { ...event, text: last.text + event.text };
  } else {
    events.push(event);
  }
}

/** The parts after events that were saved on the way. */
export function replay(before: readonly MessagePart[], events: readonly GenerationEvent[]): MessagePart[] {
  const parts = before.map((part) => ({ ...part }));
  for (const event of events) applyEvent(parts, event);
  return parts;
}
