/** Stands for a value that is stored and not told. */
export const kept = "••••";

export function toLines(names: readonly string[]): string {
  return names.map((name) => `${name}: ${kept}`).join("\n");
}

/**
 * Headers as they are typed, one on each line.
 * @returns undefined where a line is no header
 */
export function readLines(text: string): { name: string; value?: string }[] | undefined {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const headers = lines.map((line) => {
    const colon = line.indexOf(":");
    const name = line.slice(0, colon).trim();
    const value = line.slice(colon + 1).trim();
    return colon > 0 ? { name, ...(value !== kept && { value }) } : undefined;
  });
  return headers.every((header) => header !== undefined) ? headers : undefined;
}
