import type { ChatRequest, ToolDefinition } from "../chat/request";
import { findSum } from "./arithmetic";
import type { Question } from "./question";
import { exactCalls, type ToolCall } from "./exact-calls";
import { instanceOf } from "./schema-instance";

/** Rounds after which even a loop made to order ends. */
const MAX_ROUNDS = 50;

/**
 * The calls a model would make: by `tool_choice`, by the directives `[[tool=name]]`, `[[tools=N]]`, `[[loop=N]]` and
 * `[[notools]]`, else where a tool shares words with the question. None once results are there, but in a loop.
 */
export function chooseToolCalls(question: Question, request: ChatRequest): ToolCall[] {
  const { tools, toolChoice } = request;
  if (tools.length === 0 || toolChoice.mode === "none" || question.directives.has("notools")) return [];
  const rounds = Math.min(MAX_ROUNDS, Number(question.directives.get("loop") ?? 1) || 1);
  if (question.toolRounds >= rounds) return [];
  const exact = question.directives.size === 0 ? exactCalls(question.text, tools) : [];
  if (exact.length > 0) return exact;
  return wantedTools(question, request).map((tool, index) => ({
    name: tool.name,
    arguments: JSON.stringify(argumentsFor(tool, question, index)),
  }));
}

function wantedTools(question: Question, { tools, toolChoice }: ChatRequest): ToolDefinition[] {
  if (toolChoice.mode === "named") return tools.filter((tool) => tool.name === toolChoice.name).slice(0, 1);
  const named = tools.filter((tool) => tool.name === question.directives.get("tool"));
  if (named.length > 0) return named.slice(0, 1);
  const ranked = tools
    .map((tool) => ({ tool, score: commonWords(question.text, `${tool.name} ${tool.description}`) }))
    .sort((a, b) => b.score - a.score);
  const count = Number(question.directives.get("tools"));
  if (count > 0) return Array.from({ length: Math.min(count, 8) }, (_, index) => ranked[index % ranked.length]!.tool);
  const isForced = toolChoice.mode === "required" || question.directives.has("tool") || question.directives.has("loop");
  return ranked.slice(0, 1).flatMap(({ tool, score }) => (score > 0 || isForced ? [tool] : []));
}

function argumentsFor(tool: ToolDefinition, question: Question, index: number): unknown {
  const subject = subjectOf(question);
  return instanceOf(tool.parameters, (name) => {
    if (/expression|formula|calculation/i.test(name)) return findSum(question.text)?.expression ?? "1 + 1";
    if (/url|uri|link/i.test(name)) return /https?:\/\/\S+/.exec(question.text)?.[0] ?? "https://example.com/";
    const isName = /city|location|place|country|person|name/i.test(name);
    const words = isName ? subject : question.topic;
    return index === 0 ? words : `${words} (${index + 1})`;
  });
}

/** The first proper name of a sentence, such as a city, else its topic. */
function subjectOf({ text, topic }: Question): string {
  const latin = /(?:\b(?:in|at|for|of|about)\s+)(\p{Lu}[\p{L}]+(?:\s\p{Lu}[\p{L}]+)*)/u.exec(text)?.[1];
  const city = /([\p{Script=Han}]{2,4}?)(?:市|今天|明天|现在|的天气)/u.exec(text)?.[1];
  return latin ?? city ?? topic;
}

function commonWords(question: string, description: string): number {
  const said = wordsOf(question);
  return [...wordsOf(description)].filter((word) => said.has(word)).length;
}

const fillers = new Set([
  "this",
  "that",
  "with",
  "from",
  "what",
  "when",
  "which",
  "given",
  "about",
  "returns",
  "return",
  "tool",
  "user",
  "into",
  "your",
  "have",
  "does",
  "the",
]);

function wordsOf(text: string): Set<string> {
  const latin =
    text
      .toLowerCase()
      .replaceAll("_", " ")
      .match(/[a-z]{4,}/g) ?? [];
  const ideographs = [...(text.match(/\p{Script=Han}+/gu) ?? [])].flatMap((run) =>
    Array.from({ length: Math.max(0, run.length - 1) }, (_, index) => run.slice(index, index + 2)),
  );
  return new Set([...latin.filter((word) => !fillers.has(word)), ...ideographs]);
}
