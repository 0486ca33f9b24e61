import { parseAmount } from "@/lib/core";

/** What a person typed as a limit: nanos as a decimal string, null for "no limit", undefined for what is no amount. */
export function readLimit(text: string): string | null | undefined {
  const amount = text.trim().replace(/^(\d+),(\d{1,2})$/, "$1.$2");
  if (amount === "") return null;
  try {
    return String(parseAmount(amount));
  } catch {
    return undefined;
  }
}
