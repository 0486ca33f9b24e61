import { isRecord } from "./usage";

/** A piece of an answer. Pieces of a tool call belong together by `index`; id and name may be empty or come late. */
export type ChatDelta =
  | { type: "reasoning"; text: string }
  | { type: "text"; text: string }
  | { type: "tool"; index: number; id: string; name: string; arguments: string };

/**
 * Hands on what a choice carries: a chat's `delta` (or whole `message`), or a completion's `text`.
 * @returns the finish reason, where the choice has one
 */
export function readChoice(choice: Record<string, unknown>, receive: (delta: ChatDelta) => void): string | undefined {
  const delta = isRecord(choice.delta) ? choice.delta : choice.message;
  if (isRecord(delta)) {
    const { reasoning_content: reasoning, content, tool_calls: tools } = delta;
    if (typeof reasoning === "string" && reasoning !== "") receive({ type: "reasoning", text: reasoning });
    if (typeof content === "string" && content !== "") receive({ type: "text", text: content });
    if (Array.isArray(tools)) {
      for (let position = 0; position < tools.length; position++) {
        const tool: unknown = tools[position];
        if (isRecord(tool)) receive(readTool(tool, position));
      }
    }
  } else if (typeof choice.text === "string" && choice.text !== "") {
    receive({ type: "text", text: choice.text });
  }
  const finish = choice.finish_reason;
  return typeof finish === "string" && finish !== "" ? finish : undefined;
}

function readTool(tool: Record<string, unknown>, position: number): ChatDelta {
  const called = isRecord(tool.function) ? tool.function : {};
  const given = called.arguments;
  return {
    type: "tool",
    index: typeof tool.index === "number" ? tool.index : position,
    id: textOf(tool.id),
    name: textOf(called.name),
    arguments: isRecord(given) || Array.isArray(given) ? JSON.stringify(given) : textOf(given),
  };
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** Adds a delta to a batch, joined to the last where it continues it. A name or id that is there is never replaced. */
export function joinDelta(batch: ChatDelta[], delta: ChatDelta): void {
  const last = batch[batch.length - 1];
  if (last === undefined || last.type !== delta.type) {
    batch.push(delta);
  } else if (last.type !== "tool") {
    if (delta.type !== "tool") last.text += delta.text;
  } else if (delta.type === "tool") {
    if (last.index !== delta.index) {
      batch.push(delta);
      return;
    }
    last.id ||= delta.id;
    last.name ||= delta.name;
    last.arguments += delta.arguments;
  }
}
