/** Whether the phrase stands in the text as it is. */
export function hasPhrase(text: string, phrase: string): boolean {
  return text.toLowerCase().includes(phrase.toLowerCase());
}

/** The text with the phrase at its end, or without it where it stands there already. */
export function togglePhrase(text: string, phrase: string, joint: string): string {
  const at = text.toLowerCase().indexOf(phrase.toLowerCase());
  if (at === -1) {
    const before = text.trimEnd().replace(/[,，;；]$/, "");
    return before === "" ? phrase : `${before}${joint}${phrase}`;
  }
  const before = text.slice(0, at).replace(/[,，;；]?\s*$/, "");
  const after = text.slice(at + phrase.length).replace(/^\s*[,，;；]?\s*/, "");
  if (before === "") return after;
  // What ends a sentence needs no comma before it.
  return after === "" ? before : /^[.。!?！？]/.test(after) ? before + after : before + joint + after;
}
