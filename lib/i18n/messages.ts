import type { Locale } from "@/lib/core";
import * as en from "./en";
import * as zhCN from "./zh-CN";

export type Strings<Source> = {
  readonly [Key in keyof Source]: Source[Key] extends string ? string : Strings<Source[Key]>;
};

export type Messages = Strings<typeof en>;
export type Area = keyof Messages;

const all: Record<Locale, Messages> = { en, "zh-CN": zhCN };

/** Every string of one language, by area. */
export function messagesFor(locale: Locale): Messages {
  return all[locale];
}

/** The named areas alone: what a layout hands to the browser. */
export function pickMessages<Name extends Area>(locale: Locale, areas: readonly Name[]): Pick<Messages, Name> {
  return Object.fromEntries(areas.map((area) => [area, all[locale][area]])) as Pick<Messages, Name>;
}

/**
 * The language to speak: the person's own choice, else the best of the browser's `Accept-Language`, else English.
 * Every kind of Chinese is answered in Simplified Chinese.
 */
export function resolveLocale(chosen: string | null | undefined, acceptLanguage: string | null | undefined): Locale {
  if (chosen === "en" || chosen === "zh-CN") return chosen;
  const ranked = (acceptLanguage ?? "")
    .slice(0, 500)
    .split(",")
    .map((entry) => {
      const [tag = "", ...parameters] = entry.trim().toLowerCase().split(";");
      const quality = parameters.map((parameter) => /^\s*q=([\d.]+)$/.exec(parameter)?.[1]).find(Boolean);
      return { tag, quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter((entry) => entry.quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { tag } of ranked) {
    if (tag === "zh" || tag.startsWith("zh-")) return "zh-CN";
    if (tag === "en" || tag.startsWith("en-")) return "en";
  }
  return "en";
}
