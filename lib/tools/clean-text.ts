/** Longer results are cut: they are paid for again with every step that follows. */
export const mostResultChars = 16_000;

/**
 * A foreign text as a model and a person may read it: HTML reduced to its words, without control characters, marks of
 * direction and other invisible ones that hide text from people, and no longer than allowed.
 */
export function cleanText(text: string, mediaType = ""): string {
  const words = /html|xml/i.test(mediaType) ? withoutMarkup(text) : text;
  const visible = words
    .toWellFormed()
    .replace(/\r\n?/g, "\n")
    // Tags, variation selectors and other default-ignorable characters carry hidden messages; joiners are needed.
    .replace(/[\p{Cc}\p{Cf}\p{Co}\u{e0000}-\u{e0fff}]/gu, (character) => (kept.has(character) ? character : ""))
    .trim();
  if (visible.length <= mostResultChars) return visible;
  const cut = visible.slice(0, mostResultChars).toWellFormed();
  return `${cut}\n[cut: the result has ${visible.length} characters]`;
}

const kept = new Set(["\n", "\t", "\u200c", "\u200d"]);

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " ", "#39": "'" };

/** One pass over the text, whatever is in it. */
function withoutMarkup(text: string): string {
  let result = "";
  let index = 0;
  while (index < text.length) {
    const open = text.indexOf("<", index);
    if (open < 0) {
      result += text.slice(index);
      break;
    }
    result += text.slice(index, open);
    const name = /^<(script|style|template|noscript|!--)/i.exec(text.slice(open, open + 12))?.[1]?.toLowerCase();
    const end = name === "!--" ? "-->" : name ? `</${name}` : ">";
    const found = name && name !== "!--" ? indexOfIgnoringCase(text, end, open) : text.indexOf(end, open);
    if (found < 0) break;
    const close = name && name !== "!--" ? text.indexOf(">", found) : found + end.length - 1;
    if (close < 0) break;
    if (/^<\/?(?:p|div|br|li|tr|h[1-6]|section|article|table|ul|ol|pre)\b/i.test(text.slice(open, open + 12)))
      result += "\n";
    index = close + 1;
  }
  return result
    .replace(/&(#?\w{1,8});/g, (whole, name: string) => entities[name] ?? whole)
    .replace(/[^\S\n]+/g, " ")
    .replace(/ ?\n[ \n]*/g, "\n");
}

function indexOfIgnoringCase(text: string, wanted: string, from: number): number {
  const pattern = new RegExp(wanted, "gi");
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? -1;
}
