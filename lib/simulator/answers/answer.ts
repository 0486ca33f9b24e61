import { randomFrom } from "../random";
import { findSum } from "./arithmetic";
import { chinese } from "./chinese";
import { asksForCode } from "./code";
import { english } from "./english";
import { writeHostile } from "./hostile";
import { lengthenTo, writeProse } from "./length";
import { findSentence } from "./material";
import type { Question } from "./question";
import type { Phrases } from "./sections";
import { improveDescription, wantsDescription } from "./description";
import { wantsTitle, writeTitle } from "./title";

type Section = "points" | "table" | "math" | "code" | "tasks" | "quote";

/** The longest piece of a tool's result that is repeated. */
const QUOTED = 400;

/** The whole answer to a question, always the same one. */
export function writeAnswer(question: Question): string {
  const random = randomFrom(question.seed);
  const tokens = Number(question.directives.get("tokens"));
  const text = compose(question, random);
  return tokens > 0 ? lengthenTo(text, tokens, random, question.isChinese) : text;
}

function compose(question: Question, random: () => number): string {
  const phrases = question.isChinese ? chinese : english;
  if (wantsDescription(question)) return improveDescription(question);
  if (wantsTitle(question)) return writeTitle(question);
  if (question.directives.has("hostile")) return writeHostile();
  if (question.toolResults.length > 0) {
    return phrases.toolResults(question.toolResults.map((result) => result.slice(0, QUOTED).replace(/\s+/g, " ")));
  }
  const found = findAnswer(question);
  if (found) return (question.images.length > 0 ? `${phrases.images(question.images)}\n\n` : "") + found;
  if (/^(?:hi|hello|hey|good (?:morning|evening)|你好|您好|早上好)[\s!.,。！]*$/i.test(question.text))
    return phrases.greeting;
  const sum = findSum(question.text);
  if (sum && question.directives.size === 0) return phrases.sum(sum.expression, sum.value);
  const amount = /(\d{2,5})[\s-]*(?:words?\b|个?字)/i.exec(question.text)?.[1];
  if (amount) return `## ${question.topic}\n\n${writeProse(Number(amount), random, question.isChinese)}`;
  return assemble(question, phrases, random);
}

/** From the texts that came with it; from earlier ones only where they speak of it. */
function findAnswer({ text, material, earlierMaterial, isChinese }: Question): string | undefined {
  const found = findSentence(text, material.length > 0 ? material : earlierMaterial);
  if (!found || (material.length === 0 && found.matches < 2)) return undefined;
  return (isChinese ? chinese : english).quoted(found.name, found.sentence);
}

function assemble(question: Question, phrases: Phrases, random: () => number): string {
  const parts = [`## ${question.topic}`];
  if (question.images.length > 0) parts.push(phrases.images(question.images));
  parts.push(phrases.opening(random));
  for (const section of sectionsFor(question, random)) {
    if (section === "quote") parts.push(phrases.quote);
    else parts.push(`### ${phrases.headings[section]}`, bodyOf(section, question, phrases, random));
  }
  parts.push(phrases.closing(question.topic));
  return parts.join("\n\n");
}

function bodyOf(
  section: Exclude<Section, "quote">,
  question: Question,
  phrases: Phrases,
  random: () => number,
): string {
  switch (section) {
    case "points":
      return phrases
        .points(random)
        .map((point) => `- ${point}`)
        .join("\n");
    case "table":
      return phrases.table(question.topic);
    case "math":
      return phrases.math;
    case "tasks":
      return phrases.tasks;
    case "code":
      return question.directives.has("code") ? phrases.allCode() : phrases.code(question.text, random);
  }
}

/** What the question asks for decides; otherwise chance does, so that conversations do not all look alike. */
function sectionsFor({ directives, text }: Question, random: () => number): Section[] {
  if (directives.has("markdown")) return ["points", "table", "math", "code", "tasks", "quote"];
  const asked: Section[] = [];
  if (directives.has("code") || asksForCode(text)) asked.push("code");
  if (directives.has("table") || /\btable\b|compare|versus|\bvs\b|difference|表格|对比|比较|区别/i.test(text))
    asked.push("table");
  if (directives.has("math") || /\bmath|equation|formula|integral|prove|theorem|公式|方程|积分|证明|数学/i.test(text))
    asked.push("math");
  if (/\bplan\b|steps|checklist|to-?do|计划|步骤|清单/i.test(text)) asked.push("tasks");
  if (asked.length > 0) return ["points", ...asked];
  const extras: Section[][] = [
    ["points", "table"],
    ["points", "quote"],
    ["points", "tasks"],
    ["points", "table", "quote"],
  ];
  return extras[Math.floor(random() * extras.length)]!;
}
