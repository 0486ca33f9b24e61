/**
 * Words (with the space before them), numbers, CJK runs, blanks, punctuation, anything else by code point. The order matters:
 * each text is matched from left to right and nothing is left over.
 */
const units =
  / ?[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{M}]+|\d{1,3}|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+|\n+|[^\S\n]+|([!-/:-@[-`{-~])\1*|[\s\S]/gu;
const ideographs = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const letters = /^ ?[\p{L}\p{M}]/u;

/** Letters up to which a word is one token. Longer ones fall into pieces. */
const WORD = 6;
const PIECE = 4;
/** The longest run of one blank or mark in a token. */
const RUN = 16;

/**
 * Splits a text into tokens; joined they are the text again. About four Latin characters or one and a half ideographs make
 * a token. The double counts, bills and streams by this split, one delta a token.
 */
export function tokenize(text: string): string[] {
  const tokens: string[] = [];
  for (const [unit] of text.matchAll(units)) {
    if (ideographs.test(unit)) splitIdeographs(unit, tokens);
    else if (unit.length <= WORD) tokens.push(unit);
    else if (letters.test(unit)) splitEvery(unit, PIECE, tokens);
    else splitEvery(unit, RUN, tokens);
  }
  return tokens;
}

export function countTokens(text: string): number {
  return tokenize(text).length;
}

/** Pairs and single characters take turns, hence two tokens for three characters. */
function splitIdeographs(run: string, tokens: string[]): void {
  const characters = [...run];
  for (let index = 0, pair = true; index < characters.length; pair = !pair) {
    const size = pair ? 2 : 1;
    tokens.push(characters.slice(index, index + size).join(""));
    index += size;
  }
}

function splitEvery(unit: string, size: number, tokens: string[]): void {
  const characters = [...unit];
  for (let index = 0; index < characters.length; index += size) {
    tokens.push(characters.slice(index, index + size).join(""));
  }
}
