import { pick } from "../random";
import { codeBlock, codeBlocks } from "./code";
import type { Phrases } from "./sections";

const openings = [
  "Here is a short overview. The idea is easier to grasp once its *purpose* is clear, so that comes first.",
  "In one sentence: it is a way to get a reliable result from parts that are each simple. The rest is detail.",
  "There are two halves to this: **what it does**, and *when it is the wrong choice*. Both fit on one page.",
];
const points = [
  "**Purpose**: it removes one class of mistakes instead of hiding it.",
  "**Cost**: a little more work at the start, much less later.",
  "**Limits**: very small cases gain nothing, and very large ones need a plan.",
  "**Practice**: begin with one example, measure it, then generalise.",
  "**Check**: see what happens with empty, huge and repeated input.",
];

export const english: Phrases = {
  opening: (random) => pick(random, openings),
  points: (random) => rotate(points, random, 3),
  table: (topic) =>
    `| Aspect | ${cell(topic)} | The alternative |
| :--- | :---: | ---: |
| Effort to begin | medium | low |
| Effort over time | **low** | high |
| Speed | 1.0 × | 0.6 × |
| Known limits | [few](https://example.com/limits "documented") | many \\| varied |
| In code | \`step()\` | \`leap()\` |`,
  math: `The growth is described by $T(n) = 2\\,T(n/2) + \\Theta(n)$, hence $T(n) = \\Theta(n \\log n)$. In full:

$$
\\sum_{k=1}^{n} k = \\frac{n(n+1)}{2}, \\qquad \\int_{-\\infty}^{\\infty} e^{-x^2}\\,dx = \\sqrt{\\pi}
$$

With \\(a \\neq 0\\), the equation \\(ax^2 + bx + c = 0\\) has the solutions

\\[
x_{1,2} = \\frac{-b \\pm \\sqrt{b^2 - 4ac}}{2a}
\\]

A price such as $5 or $10 is not a formula.`,
  code: (question, random) =>
    `This is a complete example:\n\n${codeBlock(question, random)}\n\nIt runs as it stands; \`Ctrl+C\` ends it.`,
  allCode: () => codeBlocks(),
  tasks: `1. Decide what "done" means.
2. Work in small steps:
   - [x] write the smallest example
   - [x] make it fail in the expected way
   - [ ] make it pass
   - [ ] remove what is not needed
3. Write down what was learnt.`,
  quote: "> Make it work, make it right, make it fast, in that order.\n>\n> The order is the point.",
  closing: (topic) =>
    `---\n\nIf you tell me more about how you use **${topic}**, I can go into the part that matters most to you.`,
  headings: {
    points: "Key points",
    table: "Side by side",
    math: "The mathematics",
    code: "Example",
    tasks: "Next steps",
  },
  sum: (expression, value) =>
    `**${expression} = ${value}**\n\nThe steps follow the usual order: brackets, powers, products, sums.`,
  images: (facts) =>
    `I can see ${facts.length === 1 ? "a picture" : `${facts.length} pictures`}: ${facts.map((fact) => `${fact.format}, ${fact.width} × ${fact.height} pixels`).join("; ")}.`,
  quoted: (name, sentence) =>
    `According to **${name}**:\n\n> ${sentence}\n\nNothing else in it comes closer to the question.`,
  toolResults: (results) =>
    `The tools returned:\n\n${results.map((result) => `> ${result}`).join("\n\n")}\n\nThat answers the question.`,
  greeting:
    "Hello! I am a simulated model: my answers are made up, but everything around them is real. What shall we look at?",
};

function rotate(list: readonly string[], random: () => number, count: number): string[] {
  const start = Math.floor(random() * list.length);
  return Array.from({ length: count }, (_, index) => list[(start + index) % list.length]!);
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}
