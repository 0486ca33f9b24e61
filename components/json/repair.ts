import { jsonrepair } from "jsonrepair";

/**
 * Closes JSON that was cut, and mends what models get wrong: quotes, commas, comments. What is there is kept; a value that
 * had not begun becomes null.
 * @returns undefined where it cannot be mended
 */
export function repairJson(text: string): string | undefined {
  try {
    return JSON.stringify(JSON.parse(jsonrepair(text)), null, 2);
  } catch {
    return undefined;
  }
}
