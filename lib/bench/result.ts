import { storableText } from "@/lib/chat/schema";
import type { ChatDelta } from "@/lib/siliconflow";
import type { BenchInput, RunResult } from "./schema";

/** Of more calls in one answer we keep none: no model makes so many, and their places are the provider's word. */
const mostCalls = 64;

export const emptyResult = (): RunResult => ({ text: "", reasoning: "", calls: [] });

/** Adds what has arrived. Changes `result`. */
export function addDelta(result: RunResult, delta: ChatDelta): void {
  if (delta.type !== "tool") {
    result[delta.type] += delta.text;
    return;
  }
  if (delta.index >= mostCalls) return;
  const call = (result.calls[delta.index] ??= { id: "", name: "", arguments: "" });
  call.id ||= delta.id;
  call.name ||= delta.name;
  call.arguments += delta.arguments;
}

/** The result as the database can hold it, without gaps between its calls. Calls without an id get one by their place. */
export function storableResult({ text, reasoning, calls }: RunResult): RunResult {
  return {
    text: storableText(text),
    reasoning: storableText(reasoning),
    calls: calls.flatMap((call, index) =>
      call
        ? [
            {
              id: storableText(call.id) || `call_${index}`,
              name: storableText(call.name),
              arguments: storableText(call.arguments),
            },
          ]
        : [],
    ),
  };
}

/** Everything that was received, to be counted. */
export function textsOf({ text, reasoning, calls }: RunResult): string[] {
  return [reasoning, text, ...calls.flatMap((call) => [call.name, call.arguments])].filter(Boolean);
}

const longestTitle = 120;

/** The beginning of what was asked, in one line. Of a gap, the line before it says most. */
export function titleOf(input: BenchInput): string {
  const said =
    input.mode === "fim"
      ? (input.prefix.trimEnd().split("\n").at(-1) ?? "")
      : input.mode === "tools"
        ? (input.messages.findLast((message) => message.role === "user")?.text ?? "")
        : input.instruction;
  const line = said.replace(/\s+/g, " ").trim();
  const characters = [...line];
  return characters.length > longestTitle ? `${characters.slice(0, longestTitle - 1).join("")}…` : line;
}
