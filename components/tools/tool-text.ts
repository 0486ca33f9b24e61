/** Arguments as people read them: JSON with line breaks; what is no JSON as it is. */
export function readable(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

const longest = 120;

/** The values of arguments in a line: what a call was about. */
export function shortArguments(text: string): string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return text.slice(0, longest);
  }
  if (typeof value !== "object" || value === null) return text.slice(0, longest);
  return Object.values(value)
    .map((each) => (typeof each === "string" ? each : JSON.stringify(each)))
    .join(", ")
    .replace(/\s+/g, " ")
    .slice(0, longest);
}

/** Milliseconds below a second, since many tools take only a few. */
export function timeTaken(ms: number): string {
  if (ms < 1_000) return `${Math.max(1, Math.round(ms))} ms`;
  return `${(ms / 1_000).toFixed(1)} s`;
}
