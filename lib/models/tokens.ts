/**
 * About how many tokens the provider's models make of a text: without a dictionary, in one pass, for estimates before a
 * call and for streams that were cut before their usage arrived. Calibrated against the byte-pair vocabularies of Qwen3
 * and DeepSeek-V3; leans a little high, since what is held is given back and what is not held is free.
 */
export function estimateTokens(text: string): number {
  let tokens = 0;
  let words = 0;
  let letters = 0;
  let accented = 0;
  let index = 0;
  const { length } = text;
  while (index < length) {
    const code = text.charCodeAt(index);
    const kind = kindOf(code);
    if (kind === LATIN) {
      const start = index;
      index = endOfWord(text, index);
      const size = index - start;
      words += wordTokens(size, code < LOWER_A && isUpper(text.charCodeAt(index - 1)) && size > 1);
      letters += size;
      for (let position = start; position < index; position++) if (text.charCodeAt(position) > 0x7f) accented++;
      continue;
    }
    let end = index + 1;
    while (end < length && kindOf(text.charCodeAt(end)) === kind) end++;
    const size = end - index;
    if (kind === SPACE) {
      // One space belongs to the word after it; a longer run is a token of its own.
      if (size > 1) tokens += Math.ceil(size / 40);
    } else if (kind === LINE) {
      // Marks take the line's end that follows them along.
      if (kindOf(text.charCodeAt(index - 1)) !== PUNCTUATION) tokens += 1;
    } else if (kind === PUNCTUATION) tokens += punctuationTokens(text, index, end);
    else tokens += size * perCharacter[kind]!;
    index = end;
  }
  // Vocabularies know most English words whole; accents betray the languages they cut in pieces.
  const foreign = letters ? Math.min(MOST_FOREIGN, (accented / letters) * ACCENT_WEIGHT) : 0;
  return Math.ceil((tokens + words * (1 + foreign)) * MARGIN);
}

/** A message as far as it counts. */
export interface PromptMessage {
  role: string;
  text: string;
}

/** Marks around each message, and the opening of the answer. */
const PER_MESSAGE = 5;
const PER_PROMPT = 3;

/** About how many tokens a whole prompt has, with the marks the chat template puts around its messages. */
export function estimatePromptTokens(messages: readonly PromptMessage[]): number {
  return messages.reduce((total, { text }) => total + estimateTokens(text) + PER_MESSAGE, PER_PROMPT);
}

/** A prompt is thought to be this much longer than estimated, where being wrong means being refused. */
export const PROMPT_MARGIN = 1.2;
const SLACK = { share: 0.05, most: 10_000 };
const LEAST_ANSWER = 256;

/**
 * How long an answer may be asked for beside a prompt: both must fit the window, of which the guide wants some left
 * over. Few tokens rather than none where the prompt nearly fills it.
 */
export function answerRoom(contextLength: number | null, promptTokens: number): number {
  if (contextLength === null) return Infinity;
  const slack = Math.min(SLACK.most, Math.ceil(contextLength * SLACK.share));
  return Math.max(LEAST_ANSWER, contextLength - Math.ceil(promptTokens * PROMPT_MARGIN) - slack);
}

const MARGIN = 1.03;
const ACCENT_WEIGHT = 55;
const MOST_FOREIGN = 0.45;
const LOWER_A = 0x61;

const SPACE = 0;
const LINE = 1;
const LATIN = 2;
const DIGIT = 3;
const PUNCTUATION = 4;
const HAN = 5;
const KANA = 6;
const HANGUL = 7;
const CYRILLIC = 8;
const ARABIC = 9;
const INDIC = 10;
const EMOJI = 11;
const OTHER = 12;
const THAI = 13;

/** Tokens of a character, by kind; the first kinds and words are counted by rules instead. */
const perCharacter = [0, 0, 0, 0.92, 0, 0.63, 0.78, 0.83, 0.45, 0.44, 0.85, 1.1, 0.7, 0.5];

function kindOf(code: number): number {
  if (code < 0x80) {
    if (code === 0x20 || code === 0x09) return SPACE;
    if (code === 0x0a || code === 0x0d) return LINE;
    if (code >= 0x30 && code <= 0x39) return DIGIT;
    return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a) ? LATIN : PUNCTUATION;
  }
  if (code < 0x250) return code >= 0xc0 && code !== 0xd7 && code !== 0xf7 ? LATIN : PUNCTUATION;
  if (code < 0x530) return code >= 0x370 ? CYRILLIC : OTHER;
  if (code < 0x900) return code >= 0x600 && code < 0x780 ? ARABIC : OTHER;
  if (code < 0x1100) return code >= 0x900 && code < 0xe00 ? INDIC : THAI;
  if (code < 0x1200) return HANGUL;
  if (code < 0x3040) return code >= 0x2000 && code < 0x2070 ? PUNCTUATION : code >= 0x3000 ? HAN : OTHER;
  if (code < 0x3100) return KANA;
  if (code < 0xa000) return HAN;
  if (code >= 0xac00 && code < 0xd7b0) return HANGUL;
  if (code >= 0xd800 && code < 0xe000) return EMOJI;
  return code >= 0xf900 && code < 0xfb00 ? HAN : code >= 0xff00 && code < 0xff66 ? HAN : OTHER;
}

function isUpper(code: number): boolean {
  return code >= 0x41 && code <= 0x5a;
}

/** The end of a word that begins at `start`: `parseQuery` is two words, as vocabularies see it. */
function endOfWord(text: string, start: number): number {
  let index = start + 1;
  let lower = !isUpper(text.charCodeAt(start));
  for (; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (kindOf(code) !== LATIN) break;
    const upper = isUpper(code);
    if (upper && lower) break;
    lower = !upper;
  }
  return index;
}

/** Common words are one token up to some length; capitals are cut sooner. */
function wordTokens(size: number, capitals: boolean): number {
  if (capitals) return 1 + Math.max(0, size - 4) * 0.25;
  return size <= 7 ? 1 : 1 + (size - 7) * 0.14;
}

/** Marks join into tokens when alike or usual together, such as `);` and `---`. */
function punctuationTokens(text: string, start: number, end: number): number {
  const beforeWord = end < text.length && kindOf(text.charCodeAt(end)) === LATIN;
  if (end - start === 1) return beforeWord ? 0.72 : 0.95;
  let tokens = 0.9;
  for (let index = start + 1; index < end; index++) {
    tokens += text.charCodeAt(index) === text.charCodeAt(index - 1) ? 0.2 : 0.4;
  }
  return tokens;
}
