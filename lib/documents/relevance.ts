/** BM25's usual settings: how soon repeated words stop counting, how much long pages are held back. */
const SATURATION = 1.2;
const LENGTH_WEIGHT = 0.75;
/** Pages with less than this share of the best score speak of something else. */
const LEAST_SHARE = 0.1;
const MOST_TERMS = 80;

const commonWords = new Set(
  `a about an and are as at be by can did do does for from had has have how i in is it its me my of on or please tell
  than that the their there these they this to was we were what when where which who why will with would you your`.split(
    /\s+/,
  ),
);
/** Characters that ask or join, and say nothing of the matter. */
const commonHan = new Set("的了吗呢是在和与或我你他她它们这那哪什么怎么如何请问有没不");

const han = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
/** Digits and Latin letters beside Chinese ones are words of their own. */
const pieces = new RegExp(`${han.source}+|(?:(?!${han.source})[\\p{L}\\p{N}])+`, "gu");

/**
 * What to look for in answer to a question: its words, and of scripts that do not set words apart each pair of
 * neighbouring characters.
 */
export function termsOf(question: string): string[] {
  const terms = new Set<string>();
  for (const [piece] of question.slice(0, 20_000).toLowerCase().matchAll(pieces)) {
    if (han.test(piece)) for (const pair of pairsOf(piece)) terms.add(pair);
    else if (piece.length > 1 && !commonWords.has(piece)) terms.add(piece);
    if (terms.size >= MOST_TERMS) break;
  }
  return [...terms];
}

function pairsOf(run: string): string[] {
  const characters = [...run];
  if (characters.length === 1) return characters;
  const pairs = characters.slice(1).map((character, index) => [characters[index]!, character] as const);
  return pairs.filter((pair) => !pair.every((character) => commonHan.has(character))).map((pair) => pair.join(""));
}

/** How often each term stands in a text: words as whole words, pairs of characters anywhere. */
export function countTerms(terms: readonly string[], text: string): number[] {
  const lower = text.toLowerCase();
  return terms.map((term) => {
    const whole = !han.test(term);
    let count = 0;
    for (let at = lower.indexOf(term); at >= 0; at = lower.indexOf(term, at + term.length)) {
      if (!whole || (!isWordPart(lower[at - 1]) && !isWordPart(lower[at + term.length]))) count++;
    }
    return count;
  });
}

function isWordPart(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character) && !han.test(character);
}

/** A page as far as its relevance goes. */
export interface CountedPage {
  number: number;
  tokens: number;
  /** of each term, as `countTerms` gives them */
  counts: readonly number[];
}

/**
 * The pages that speak of the terms most, as many as the budget holds, in the document's order. Where none does, as for
 * "summarise this", those from the beginning.
 */
export function choosePages(pages: readonly CountedPage[], budgetTokens: number): number[] {
  const scores = scoresOf(pages);
  const best = Math.max(0, ...scores.values());
  const candidates = best
    ? pages
        .filter(({ number }) => scores.get(number)! >= best * LEAST_SHARE)
        .toSorted((first, second) => scores.get(second.number)! - scores.get(first.number)!)
    : pages;
  const chosen: number[] = [];
  let left = budgetTokens;
  for (const { number, tokens } of candidates) {
    if (tokens > left) continue;
    left -= tokens;
    chosen.push(number);
  }
  return chosen.toSorted((first, second) => first - second);
}

/** BM25 of each page. @see Robertson & Zaragoza, The Probabilistic Relevance Framework (2009) */
function scoresOf(pages: readonly CountedPage[]): Map<number, number> {
  const average = pages.reduce((total, { tokens }) => total + tokens, 0) / Math.max(1, pages.length);
  const containing = (pages[0]?.counts ?? []).map((_, term) => pages.filter(({ counts }) => counts[term]).length);
  const rarity = containing.map((count) => Math.log(1 + (pages.length - count + 0.5) / (count + 0.5)));
  return new Map(
    pages.map(({ number, tokens, counts }) => {
      const length = 1 - LENGTH_WEIGHT + LENGTH_WEIGHT * (average ? tokens / average : 1);
      const score = counts.reduce(
        (total, count, term) => total + (rarity[term]! * count * (SATURATION + 1)) / (count + SATURATION * length),
        0,
      );
      return [number, score];
    }),
  );
}
