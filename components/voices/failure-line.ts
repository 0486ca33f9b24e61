import type { FailureWords } from "@/components/failure";
import type { Locale } from "@/lib/core";

/** What happened, why and what to do, one after the other. */
export function failureLine({ title, cause, next }: FailureWords, locale: Locale): string {
  const [end, space] = locale === "zh-CN" ? ["。", ""] : [".", " "];
  return [title, cause, next]
    .filter((part) => part !== undefined)
    .map((part) => (/[.。?？]$/.test(part) ? part : `${part}${end}`))
    .join(space);
}
