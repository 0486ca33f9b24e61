"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback } from "react";

const name = "transcription";

/** The transcription that the address names. Opening one is a step in the history. */
export function useOpened() {
  const pathname = usePathname();
  const found = useSearchParams().get(name);
  const open = useCallback(
    (id: string) => window.history.pushState(null, "", `${pathname}?${new URLSearchParams({ [name]: id })}`),
    [pathname],
  );
  const close = useCallback(() => window.history.pushState(null, "", pathname), [pathname]);
  return { id: found && /^[\da-f-]{36}$/.test(found) ? found : undefined, open, close };
}
