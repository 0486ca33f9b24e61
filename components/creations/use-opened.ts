"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback } from "react";
import type { Result } from "./result";

/** The creation and the result that the address names. Opening one is a step back in the history, closing none. */
export function useOpened() {
  const pathname = usePathname();
  const params = useSearchParams();
  const write = useCallback(
    (change: Record<string, string | undefined>, step: boolean) => {
      const search = new URLSearchParams(window.location.search);
      for (const [name, value] of Object.entries(change)) {
        if (value === undefined) search.delete(name);
        else search.set(name, value);
      }
      const address = search.size > 0 ? `${pathname}?${search}` : pathname;
      if (step) window.history.pushState(null, "", address);
      else window.history.replaceState(null, "", address);
    },
    [pathname],
  );
  const open = useCallback(
    ({ creation, output }: Result, step = true) => write({ creation: creation.id, item: output.id }, step),
    [write],
  );
  const close = useCallback(() => write({ creation: undefined, item: undefined }, false), [write]);
  return {
    creationId: params.get("creation") ?? undefined,
    outputId: params.get("item") ?? undefined,
    open,
    /** shows another one in the place of the one that is open */
    go: useCallback((result: Result) => open(result, false), [open]),
    close,
    /** takes further words out of the address, once they have been heeded */
    forget: useCallback((name: string) => write({ [name]: undefined }, false), [write]),
  };
}
