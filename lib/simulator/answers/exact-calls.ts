import type { ToolDefinition } from "../chat/request";

export interface ToolCall {
  name: string;
  arguments: string;
}

interface Rule {
  /** the function's name */
  tool: string;
  /** every match is a call */
  pattern: RegExp;
  input: (match: RegExpMatchArray) => Record<string, unknown>;
}

const number = String.raw`(-?\d+(?:\.\d+)?)`;

/** Questions that models are known to get wrong by themselves, and the functions that answer them. */
const rules: readonly Rule[] = [
  {
    tool: "count_letters",
    pattern:
      /how (?:many|often)\s+(?:times\s+)?["'“]?(\p{L})["'”]?(?:['’]?s)?\b(?:\s+letters?)?.*?\bin\s+(?:the\s+word\s+)?["'“]?(\p{L}{2,})/giu,
    input: ([, letter, word]) => ({ word, letter }),
  },
  {
    tool: "count_letters",
    pattern:
      /["“]?(\p{Script=Latin}{2,})["”]?\s*(?:里|中|这个词).*?(?:几|多少)个(?:字母)?\s*["“]?(\p{Script=Latin})/giu,
    input: ([, word, letter]) => ({ word, letter }),
  },
  {
    tool: "compare",
    pattern: new RegExp(
      String.raw`(?:larger|bigger|greater|smaller|more|哪个|谁)[^\d-]*${number}\s*(?:or|and|和|与|还是|,)\s*${number}`,
      "gi",
    ),
    input: ([, a, b]) => ({ a, b }),
  },
  {
    tool: "compare",
    pattern: new RegExp(
      String.raw`${number}\s*(?:or|and|和|与|还是)\s*${number}[^.?!。？]*(?:larger|bigger|greater|哪个|谁)`,
      "gi",
    ),
    input: ([, a, b]) => ({ a, b }),
  },
  {
    tool: "multiply",
    pattern: new RegExp(String.raw`${number}\s*(?:×|\*|times|multiplied by|乘以|乘)\s*${number}`, "gi"),
    input: ([, a, b]) => ({ a, b }),
  },
  {
    tool: "add",
    pattern: new RegExp(String.raw`${number}\s*(?:\+|plus|加)\s*${number}`, "gi"),
    input: ([, a, b]) => ({ a, b }),
  },
  {
    tool: "convert_units",
    pattern: new RegExp(String.raw`${number}\s*(\p{L}+(?:/\p{L}+)?)\s+(?:in|to|into)\s+(\p{L}+(?:/\p{L}+)?)`, "giu"),
    input: ([, value, from, to]) => ({ value, from, to }),
  },
  {
    tool: "current_time",
    pattern: /what(?:'s| is) (?:the )?(?:time|date)|what time is it|现在几点|今天(?:是)?几号/gi,
    input: () => ({}),
  },
  {
    tool: "create_picture",
    pattern: /(?:draw|paint|make a picture of|画一?[幅张只个]?)\s*([^.?!。？！]+)/gi,
    input: ([, prompt]) => ({ prompt: prompt!.trim() }),
  },
];

/** The calls that a question leads to for certain, in one step, where the functions for them are offered. */
export function exactCalls(text: string, tools: readonly ToolDefinition[]): ToolCall[] {
  const calls: ToolCall[] = [];
  const seen = new Set<string>();
  for (const { tool, pattern, input } of rules) {
    if (!tools.some(({ name }) => name === tool)) continue;
    for (const match of text.matchAll(pattern)) {
      const call = { name: tool, arguments: JSON.stringify(input(match)) };
      if (seen.has(call.name + call.arguments)) continue;
      seen.add(call.name + call.arguments);
      calls.push(call);
    }
  }
  return calls.slice(0, 8);
}
