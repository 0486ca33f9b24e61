"use client";

import { createContext, use, useMemo, type ReactNode } from "react";
import type { Locale } from "@/lib/core";
import { format, type Area, type Messages } from "@/lib/i18n/schema";

interface Texts {
  locale: Locale;
  messages: Partial<Messages>;
}

const TextContext = createContext<Texts>({ locale: "en", messages: {} });

/** Gives the client components below it their strings; areas add to those of an outer provider. */
export function TextProvider({ locale, messages, children }: Texts & { children: ReactNode }) {
  const outer = use(TextContext);
  const value = useMemo(() => ({ locale, messages: { ...outer.messages, ...messages } }), [locale, messages, outer]);
  return <TextContext value={value}>{children}</TextContext>;
}

/** The strings of one area in the person's language. */
export function useText<Name extends Area>(area: Name): Messages[Name] {
  const found = use(TextContext).messages[area];
  if (!found) throw new Error(`No layout above hands over the strings of "${area}".`);
  return found as Messages[Name];
}

/** Fills a message in the person's language. */
export function useFormat(): (template: string, values: Record<string, string | number>) => string {
  const { locale } = use(TextContext);
  return (template, values) => format(template, values, locale);
}

export function useLocale(): Locale {
  return use(TextContext).locale;
}
