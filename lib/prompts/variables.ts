const blank = /\{\{\s*([\p{L}\p{N}_][\p{L}\p{N}_ .-]{0,59}?)\s*\}\}/gu;

/** The names of a prompt's blanks, {{name}}, each once, in the order in which they come. */
export function variablesOf(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(blank), (match) => match[1]!))];
}

/** The prompt with its blanks filled. What is put in is not looked at again; a blank without a value stays. */
export function fillPrompt(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(blank, (whole, name: string) => (Object.hasOwn(values, name) ? values[name]! : whole));
}
