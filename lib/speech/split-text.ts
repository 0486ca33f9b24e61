import { isSpeakable } from "./speakable-text";

/** Marks are not longer; what is, is text. */
const longestMark = 40;
const closers = "”’」』）》】〉\"')]}»";
const fullStops = "。！？!?…．｡";
/** After these alone a sentence can end: looked at before anything dearer is. */
const endings = new Set([..."\n.", ...fullStops, ...closers]);
const pauses = new Set("，；、：;,:—");
/** Before a capital letter or a number too these do not end a sentence. */
const titles = new Set("mr mrs ms dr prof st sr jr gen rep sen gov capt col lt rev hon messrs mme".split(" "));
/** Before a number these do not. */
const counters = new Set("no nos vol fig figs p pp ch sec art eq tab vs approx ca cf".split(" "));

/**
 * Cuts a text where a speaker would breathe: at the end of a paragraph or sentence, else of a clause, else between words.
 * Never within a character, or within a mark such as [laughter]. What holds nothing to be spoken is no part of its own.
 * @param most characters of a part
 */
export function splitText(text: string, most: number): string[] {
  const parts: string[] = [];
  let start = skipSpace(text, 0);
  while (start < text.length) {
    const end = text.length - start <= most ? text.length : cutWithin(text, start, start + most);
    const part = text.slice(start, end).trim();
    if (isSpeakable(part)) parts.push(part);
    start = skipSpace(text, end);
  }
  return parts;
}

/** The best place to cut after `start`, at most at `limit`. */
function cutWithin(text: string, start: number, limit: number): number {
  const earliest = start + Math.ceil((limit - start) / 2);
  for (const isPlace of [isSentenceEnd, isClauseEnd, isWordEnd]) {
    for (let place = limit; place > earliest; place--) {
      if (isPlace(text, place) && isWhole(text, place)) return place;
    }
  }
  for (let place = limit; place > start; place--) if (isWhole(text, place)) return place;
  // Nothing but joined marks as far as one can see: between two characters at least.
  return isLowSurrogate(text, limit) ? limit - 1 : limit;
}

/** Whether a sentence ends right before this place. */
export function isSentenceEnd(text: string, place: number): boolean {
  const last = text[place - 1];
  if (last === undefined || !endings.has(last)) return false;
  if (last === "\n") return true;
  if (closers.includes(text[place] ?? " ") || fullStops.includes(text[place] ?? " ") || text[place] === ".")
    return false;
  let end = place;
  while (end > 0 && closers.includes(text[end - 1]!)) end--;
  const mark = text[end - 1];
  if (mark === undefined) return false;
  if ("。！？｡．".includes(mark)) return true;
  if (!"!?….".includes(mark)) return false;
  const following = text.slice(place, place + 4);
  if (isIdeograph(following)) return true;
  // What goes on in small letters goes on: “Stop!” he said; e.g. this.
  if (!/^\s/.test(following) || /^\s+\p{Ll}/u.test(following)) return false;
  return mark !== "." || !isAbbreviation(text, end - 1, following);
}

/** @param dot where it stands */
function isAbbreviation(text: string, dot: number, following: string): boolean {
  const word = /[\p{L}\p{M}.]{1,12}$/u.exec(text.slice(Math.max(0, dot - 12), dot))?.[0] ?? "";
  // Initials: J. R. R.; e.g. and i.e. have a dot inside.
  if (/^\p{L}$/u.test(word) && word !== "I" && /\p{Lu}/u.test(word)) return true;
  if (/^(?:\p{L}\.)+\p{Ll}$/u.test(word)) return true;
  const small = word.toLowerCase();
  return titles.has(small) || (counters.has(small) && /^\s*\p{N}/u.test(following));
}

function isClauseEnd(text: string, place: number): boolean {
  const mark = text[place - 1]!;
  if (!pauses.has(mark)) return false;
  return "，；、：".includes(mark) || isSpace(text, place);
}

function isWordEnd(text: string, place: number): boolean {
  return isSpace(text, place);
}

function isSpace(text: string, place: number): boolean {
  const unit = text.charCodeAt(place);
  return unit === 32 || (unit >= 9 && unit <= 13) || unit === 0x3000 || unit === 0xa0 || unit === 0x2028;
}

/** Whether a cut here leaves characters and marks as they are. */
function isWhole(text: string, place: number): boolean {
  if (isLowSurrogate(text, place)) return false;
  const before = text.slice(Math.max(0, place - 2), place);
  const after = text.slice(place, place + 2);
  // Accents, skin tones and joined emoji belong to what stands before them; flags are pairs.
  if (/^[\p{M}\u200d\ufe0e\ufe0f\u{1f3fb}-\u{1f3ff}]/u.test(after) || before.endsWith("\u200d")) return false;
  if (flagLetter.test(after) && isBetweenFlagLetters(text, place)) return false;
  return !isInsideMark(text, place, "[", "]") && !isInsideMark(text, place, "<", ">");
}

const flagLetter = /^[\u{1f1e6}-\u{1f1ff}]/u;

function isBetweenFlagLetters(text: string, place: number): boolean {
  let letters = 0;
  for (let at = place - 2; at >= 0 && flagLetter.test(text.slice(at, at + 2)); at -= 2) letters++;
  return letters % 2 === 1;
}

function isInsideMark(text: string, place: number, opening: string, closing: string): boolean {
  const from = Math.max(0, place - longestMark);
  const before = text.slice(from, place);
  const opened = before.lastIndexOf(opening);
  if (opened < 0 || before.indexOf(closing, opened) >= 0) return false;
  const rest = text.slice(place, from + opened + longestMark);
  const closed = rest.indexOf(closing);
  return closed >= 0 && !/\n/.test(before.slice(opened) + rest.slice(0, closed));
}

function isLowSurrogate(text: string, place: number): boolean {
  const unit = text.charCodeAt(place);
  return unit >= 0xdc00 && unit <= 0xdfff;
}

function isIdeograph(text: string): boolean {
  return /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(text);
}

function skipSpace(text: string, from: number): number {
  let place = from;
  while (isSpace(text, place)) place++;
  return place;
}
