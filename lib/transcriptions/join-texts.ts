/** Scripts that put no space between words, and marks as wide as their characters. */
const close = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\u3000-\u303f\uff00-\uff65]/u;

/** Pieces of what was said as one text: a space between words, none between characters that stand close. Pure. */
export function joinTexts(texts: readonly string[]): string {
  return texts
    .map((text) => text.trim())
    .filter((text) => text !== "")
    .reduce((joined, text) => {
      if (joined === "") return text;
      const standsClose = close.test([...joined.slice(-2)].at(-1)!) || close.test([...text.slice(0, 2)][0]!);
      return joined + (standsClose ? "" : " ") + text;
    }, "");
}
