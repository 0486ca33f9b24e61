import { writeAnswer } from "../answers/answer";
import { continueAfter } from "../answers/continuation";
import { fillBetween } from "../answers/fill";
import { isBegunJson, writeJsonObject, writeSchemaInstance } from "../answers/json";
import { readQuestion, type Question } from "../answers/question";
import { writeReasoning } from "../answers/reasoning";
import type { ToolCall } from "../answers/exact-calls";
import { chooseToolCalls } from "../answers/tools";
import { tokenize } from "../tokens";
import type { ChatRequest } from "./request";

/** One token on its way to the reader. */
export type Delta =
  | { kind: "reasoning" | "content"; text: string }
  | { kind: "tool-start"; index: number; id: string; name: string }
  | { kind: "tool-arguments"; index: number; text: string };

export type FinishReason = "stop" | "length" | "tool_calls";

export interface Plan {
  /** one per completion token */
  deltas: Delta[];
  finish: FinishReason;
}

/**
 * Decides the whole answer before the first token of it is sent.
 * @param isUnbounded as models are that do not keep to `max_tokens`
 */
export function planAnswer(request: ChatRequest, newId: () => string, isUnbounded = false): Plan {
  const question = readQuestion(request.messages, request.model.id, request.seed);
  const begun = request.prefix ?? question.begun;
  const isFilling = request.suffix !== undefined;
  const calls = isFilling || begun !== "" ? [] : chooseToolCalls(question, request);
  const deltas: Delta[] = [];
  if (request.isThinking && begun === "" && !isFilling) {
    const thoughts = tokenize(writeReasoning(question)).slice(0, request.thinkingBudget);
    for (const text of thoughts) deltas.push({ kind: "reasoning", text });
  }
  if (calls.length > 0) pushCalls(deltas, calls, newId);
  else {
    const text = cutAtStop(contentOf(request, question, begun), request.stop);
    for (const token of tokenize(text)) deltas.push({ kind: "content", text: token });
  }
  if (!isUnbounded && deltas.length > request.maxTokens)
    return { deltas: deltas.slice(0, request.maxTokens), finish: "length" };
  return { deltas, finish: calls.length > 0 ? "tool_calls" : "stop" };
}

function contentOf(request: ChatRequest, question: Question, begun: string): string {
  if (request.suffix !== undefined) return fillBetween(request.prefix ?? question.text, request.suffix, question.seed);
  switch (request.format.type) {
    case "json_object":
      return continueAfter(writeJsonObject(question), begun, question.isChinese);
    case "json_schema":
      return continueAfter(writeSchemaInstance(question, request.format.schema), begun, question.isChinese);
    case "text":
      if (isBegunJson(question, begun)) return continueAfter(writeJsonObject(question), begun, question.isChinese);
      return continueAfter(writeAnswer(question), begun, question.isChinese);
  }
}

function pushCalls(deltas: Delta[], calls: readonly ToolCall[], newId: () => string): void {
  calls.forEach((call, index) => {
    deltas.push({ kind: "tool-start", index, id: `call_${newId()}`, name: call.name });
    for (const text of tokenize(call.arguments)) deltas.push({ kind: "tool-arguments", index, text });
  });
}

/** The text before the first stop string, which itself is not delivered. */
export function cutAtStop(text: string, stops: readonly string[]): string {
  const places = stops.filter((stop) => stop !== "").map((stop) => text.indexOf(stop));
  const found = places.filter((place) => place >= 0);
  return found.length === 0 ? text : text.slice(0, Math.min(...found));
}
