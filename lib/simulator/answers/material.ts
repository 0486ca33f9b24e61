/** A text that came with a question, such as a file. */
export interface Material {
  name: string;
  text: string;
}

/** What an answer rests on. */
export interface Finding {
  name: string;
  sentence: string;
  /** distinct words of the question in it */
  matches: number;
}

const element = /<([a-z][\w-]*)((?:\s+[\w-]+="[^"\n]*")*)\s*>\r?\n([\s\S]*?)\r?\n<\/\1>/gi;
const longestSentence = 300;

/**
 * Takes the named texts out of a message: elements with a `name`, as most prompts wrap files. What is said outside of
 * them, after the last if there is anything, is the question.
 */
export function takeMaterial(text: string): { said: string; material: Material[] } {
  const material: Material[] = [];
  let end = 0;
  for (const match of text.matchAll(element)) {
    const name = /\sname="([^"\n]*)"/i.exec(match[2]!)?.[1];
    if (name === undefined) continue;
    material.push({ name, text: match[3]! });
    end = match.index + match[0].length;
  }
  if (material.length === 0) return { said: text, material };
  const after = text.slice(end).trim();
  return { said: after === "" ? text.slice(0, text.search(element)).trim() : after, material };
}

/** The sentence that shares most with the question, rare words counting more; among equals the first. */
export function findSentence(question: string, material: readonly Material[]): Finding | undefined {
  const sentences = material.flatMap(({ name, text }) =>
    sentencesOf(text).map((sentence) => ({ name, sentence, terms: termsOf(sentence) })),
  );
  const asked = termsOf(question);
  const spread = new Map<string, number>();
  for (const { terms } of sentences) {
    for (const term of terms) if (asked.has(term)) spread.set(term, (spread.get(term) ?? 0) + 1);
  }
  let best: (Finding & { score: number }) | undefined;
  for (const { name, sentence, terms } of sentences) {
    const shared = [...asked].filter((term) => terms.has(term));
    const score = shared.reduce((total, term) => total + 1 / spread.get(term)!, 0);
    if (!best || score > best.score) best = { name, sentence, matches: shared.length, score };
  }
  return best && { name: best.name, sentence: best.sentence, matches: best.matches };
}

function sentencesOf(text: string): string[] {
  return (
    text
      .split(/(?<=[.!?])\s+|(?<=[。！？；])|\n+/)
      .map((sentence) => sentence.replace(/\s+/g, " ").trim())
      // a line such as "[Page 3]" is a mark, not a sentence
      .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence) && !/^\[[^\]]*\]$/.test(sentence))
      .map((sentence) => [...sentence].slice(0, longestSentence).join(""))
  );
}

const stopWords = new Set(
  "the and for are was were what which who whom how why when where does did has have had with from that this these those its into about according file document page say says tell".split(
    " ",
  ),
);

/** Words of three letters and more, numbers, and pairs of ideographs. */
function termsOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{Script=Latin}\p{M}]{3,}|\d+(?:[.,]\d+)*/gu) ?? [];
  const pairs = (text.match(/\p{Script=Han}+/gu) ?? []).flatMap((run) =>
    Array.from({ length: Math.max(0, run.length - 1) }, (_, index) => run.slice(index, index + 2)),
  );
  return new Set([...words.filter((word) => !stopWords.has(word)), ...pairs]);
}
