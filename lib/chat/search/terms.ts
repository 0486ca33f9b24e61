/** What is looked for: each must be in the text. */
export interface Term {
  text: string;
  /**
   * How it is found. `word`: one or two letters or digits, which must stand alone, or every text would be a hit;
   * `pieces`: with characters beyond ASCII, which have an index of their own; `part`: anywhere, by trigrams.
   */
  kind: "word" | "pieces" | "part";
}

const mostTerms = 8;

/** The terms of a query: words between spaces, and whole what stands in quotation marks. At most eight. */
export function termsOf(query: string): Term[] {
  const found = new Map<string, Term>();
  for (const match of query.matchAll(/["“”]([^"“”]+)["“”]|[^\s"“”]+/gu)) {
    const text = (match[1] ?? match[0]).trim().toLowerCase();
    if (text) found.set(text, { text, kind: kindOf(text) });
  }
  return [...found.values()].slice(0, mostTerms);
}

function kindOf(text: string): Term["kind"] {
  if (/^[a-z0-9]{1,2}$/.test(text)) return "word";
  return /[^\0-\x7f]/.test(text) ? "pieces" : "part";
}
