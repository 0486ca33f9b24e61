/** Han, kana, hangul, and the punctuation and full-width forms written with them. */
const cjk =
  /[\u1100-\u11ff\u2e80-\u303f\u3040-\u30ff\u3130-\u318f\u31a0-\u31ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u{20000}-\u{3ffff}]/u;
const punctuation = /[\p{P}\p{S}]/u;

/**
 * The length of emphasised text at the beginning of `source`, where CommonMark sees none because Chinese, Japanese and
 * Korean write no spaces: in `**强调。**后面` the closing marks stand between punctuation and a letter.
 * @param masked the whole line with code and links blanked out, as marked hands it over; `source` is its end
 */
export function readCjkEmphasis(source: string, masked: string, marker: "**" | "~~"): number | undefined {
  const mark = marker[0];
  if (!source.startsWith(marker) || source[2] === mark || /\s/.test(source[2] ?? " ")) return undefined;
  const shift = masked.length - source.length;
  const before = lastCharacter(masked.slice(Math.max(0, shift - 2), shift));
  if (before === mark) return undefined;
  const after = firstCharacter(source.slice(2, 4));
  const openerBlocked = punctuation.test(after) && before !== "" && !/[\s\p{P}\p{S}]/u.test(before);
  for (let at = masked.indexOf(marker, shift + 3); at >= 0; at = masked.indexOf(marker, at)) {
    let end = at + 2;
    while (masked[end] === mark) end++;
    const inside = lastCharacter(masked.slice(Math.max(0, at - 2), at));
    if (end - at !== 2 || /\s/.test(inside)) {
      at = end;
      continue;
    }
    const outside = firstCharacter(masked.slice(end, end + 2));
    const closerBlocked = punctuation.test(inside) && outside !== "" && !/[\s\p{P}\p{S}]/u.test(outside);
    if (!openerBlocked && !closerBlocked) return undefined;
    return [before, after, inside, outside].some((character) => cjk.test(character)) ? end - shift : undefined;
  }
  return undefined;
}

function firstCharacter(text: string): string {
  return [...text][0] ?? "";
}

function lastCharacter(text: string): string {
  return [...text].at(-1) ?? "";
}
