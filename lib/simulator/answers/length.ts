import { pick } from "../random";
import { countTokens, tokenize } from "../tokens";

/** The longest answer that is made to order. */
const MAX_TOKENS = 200_000;

const englishSentences = [
  "A small example shows the idea better than a long definition.",
  "Each part can be tested on its own before the whole is put together.",
  "What looks like a detail often decides how well the rest works.",
  "It pays to measure first and to change one thing at a time.",
  "Most mistakes come from an assumption that nobody wrote down.",
  "The simplest version that works is usually the right place to start.",
  "When two goals conflict, say so plainly and choose one of them.",
  "Good names make the structure visible to the next reader.",
];
const chineseSentences = [
  "一个小例子往往比冗长的定义更能说明问题。",
  "每个部分都可以先单独验证，再组合成整体。",
  "看似细枝末节的地方，常常决定整体的效果。",
  "先测量，再修改，而且一次只改一处。",
  "大多数错误来自没有写下来的假设。",
  "能工作的最简单版本，通常是最好的起点。",
];

/** A text that begins with `text` and has exactly this many tokens by the double's own count as it is streamed. */
export function lengthenTo(text: string, tokens: number, random: () => number, isChinese: boolean): string {
  const wanted = Math.min(tokens, MAX_TOKENS);
  const pieces = tokenize(text);
  while (pieces.length < wanted) {
    const isParagraphEnd = random() < 0.2;
    const sentence = isChinese ? pick(random, chineseSentences) : ` ${pick(random, englishSentences)}`;
    pieces.push(...tokenize(isParagraphEnd ? `\n\n${sentence.trimStart()}` : sentence));
  }
  return exactly(pieces, wanted);
}

/** Cutting may let two pieces grow together, so the end is mended until the count is right again. */
function exactly(pieces: readonly string[], wanted: number): string {
  for (let kept = wanted; kept > 0; kept--) {
    let text = pieces.slice(0, kept).join("");
    for (let missing = wanted - countTokens(text); missing > 0; missing--) text += missing % 2 === 0 ? "." : "!";
    if (countTokens(text) === wanted) return text;
  }
  return "";
}

/** Prose of about so many words (or ideographs). */
export function writeProse(amount: number, random: () => number, isChinese: boolean): string {
  let text = "";
  for (let made = 0, sentences = 0; made < Math.min(amount, 20_000); sentences++) {
    const sentence = isChinese ? pick(random, chineseSentences) : pick(random, englishSentences);
    made += isChinese ? sentence.length : sentence.split(" ").length;
    const gap = sentences === 0 ? "" : sentences % 5 === 0 ? "\n\n" : isChinese ? "" : " ";
    text += gap + sentence;
  }
  return text;
}
