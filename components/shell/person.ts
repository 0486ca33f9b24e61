import type { Locale, Theme } from "@/lib/core";

/** What the frame shows and knows of the signed-in person. */
export interface Person {
  name: string;
  email: string;
  admin: boolean;
  theme: Theme | null;
  locale: Locale | null;
}

/** Remembers whether the rail shows names. No more than that: nothing about the person is kept in the browser. */
export const railCookie = "silica.rail";
