import type { Locale, Theme } from "@/lib/core";
import { request } from "@/lib/ui";

/** Draws the page in a theme at once, before the server has heard of it. null follows the system. */
export function applyTheme(theme: Theme | null): void {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}

export interface Appearance {
  theme?: Theme | null;
  locale?: Locale | null;
}

/** @throws ApiError when it was not saved */
export async function saveAppearance(change: Appearance): Promise<void> {
  await request("PATCH", "/api/settings", change);
}
