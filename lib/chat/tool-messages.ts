import type { PromptMessage } from "./prompt";
import type { MessagePart, ToolPart } from "./schema";

/**
 * Calls of functions and what came of them, as the provider wants them back: an assistant's message with the calls,
 * and one message for each call.
 * @param thoughts for models that want them back within one answer
 * @param note said to the model with the last result
 */
export function toolMessages(
  said: { text: string; calls: readonly ToolPart[]; thoughts?: string },
  note?: string,
): PromptMessage[] {
  const { text, calls, thoughts } = said;
  const results = calls.map((call): PromptMessage => {
    return { role: "tool", content: resultOf(call), answers: { id: callId(call.id), name: functionName(call.name) } };
  });
  const last = results.at(-1);
  if (last && note !== undefined) last.content += `\n\n${note}`;
  return [
    {
      role: "assistant",
      content: text,
      calls: calls.map((call) => ({
        id: callId(call.id),
        name: functionName(call.name),
        arguments: sentArguments(call.arguments),
      })),
      ...(thoughts !== undefined && thoughts !== "" && { reasoning: thoughts }),
    },
    ...results,
  ];
}

/** An earlier answer: its calls in their steps, and the text after the last of them. */
export function splitSteps(parts: readonly MessagePart[]): { steps: PromptMessage[]; text: string } {
  const steps: PromptMessage[] = [];
  let text = "";
  let calls: ToolPart[] = [];
  const flush = () => {
    if (calls.length === 0) return;
    steps.push(...toolMessages({ text, calls }));
    text = "";
    calls = [];
  };
  for (const part of parts) {
    if (part.type === "tool") {
      if (calls.length > 0 && calls[0]!.step !== part.step) flush();
      calls.push(part);
    } else if (part.type === "text") {
      flush();
      text += part.text;
    }
  }
  flush();
  return { steps, text };
}

/** What was imported may have been called anything. */
function callId(id: string): string {
  return id.replace(/[^\w-]+/g, "_").slice(0, 64);
}

/** Providers refuse names with other characters, in answers as well. */
function functionName(name: string): string {
  return name.replace(/[^\w-]+/g, "_").slice(0, 64) || "unknown";
}

/** Chat templates read arguments as JSON and fail on anything else; what the model wrote is told in the result. */
function sentArguments(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? text : "{}";
  } catch {
    return "{}";
  }
}

function resultOf({ state, result, arguments: text }: ToolPart): string {
  if (state === "done") return result ?? "";
  const told = result ?? "The call was stopped before it had a result.";
  const written = sentArguments(text) === text ? "" : ` You wrote: ${text.slice(0, 500)}`;
  return `Error: ${told}${written}`;
}
