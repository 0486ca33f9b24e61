/** The shortest end of a text that is looked for elsewhere. */
const ANCHOR = 24;

/**
 * What follows `begun` in `full`. Where it is no beginning of it (it was shortened, or came from another model), the
 * answer goes on after the last place that reads the same, else with a closing remark.
 */
export function continueAfter(full: string, begun: string, isChinese: boolean): string {
  if (begun === "") return full;
  if (full.startsWith(begun)) return full.slice(begun.length);
  const trimmed = begun.trimEnd();
  if (full.startsWith(trimmed)) return full.slice(trimmed.length).trimStart();
  const exact = restAfter(full, begun.slice(-ANCHOR));
  if (exact !== undefined) return exact;
  const loose = restAfter(full, trimmed.slice(-ANCHOR));
  if (loose !== undefined) return loose.trimStart();
  if (/```\w*\n?$/.test(begun)) return codeBody(begun);
  return isChinese
    ? "\n\n以上就是要点；如需进一步的细节，请告诉我。"
    : "\n\nThat covers the main points; ask for any of them in more detail.";
}

function restAfter(full: string, anchor: string): string | undefined {
  const found = anchor.length < ANCHOR ? -1 : full.lastIndexOf(anchor);
  return found < 0 ? undefined : full.slice(found + anchor.length);
}

/** Inside a code fence that was just opened: a body in its language, and the fence closed. */
function codeBody(begun: string): string {
  const language = /```(\w*)\n?$/.exec(begun)?.[1] ?? "";
  const lead = begun.endsWith("\n") ? "" : "\n";
  if (/^(?:py|python)$/i.test(language)) return `${lead}def main():\n    print("Hello")\n\n\nmain()\n\`\`\`\n`;
  if (/^json$/i.test(language)) return `${lead}{ "ok": true }\n\`\`\`\n`;
  return `${lead}console.log("Hello");\n\`\`\`\n`;
}
