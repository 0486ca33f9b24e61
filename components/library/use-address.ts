"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useMemo, useRef } from "react";
import { addressOf, readFilters, type Filters } from "./filters";

/** What the library's address says, and how it comes to say something else. */
export function useAddress() {
  const search = useSearchParams();
  // The same filters stay the same object while an item is opened and closed.
  const key = addressOf(readFilters(search));
  const filters = useMemo(() => readFilters(new URLSearchParams(key.split("?")[1] ?? "")), [key]);
  const item = search.get("item") || undefined;
  /** the item was opened from here: closing it is a step back */
  const stepped = useRef(false);

  const narrow = useCallback((next: Filters) => {
    stepped.current = false;
    window.history.replaceState(null, "", addressOf(next));
  }, []);
  const open = useCallback(
    (id: string) => {
      const address = addressOf(filters, id);
      if (item === undefined) {
        stepped.current = true;
        window.history.pushState(null, "", address);
      } else window.history.replaceState(null, "", address);
    },
    [filters, item],
  );
  const close = useCallback(() => {
    if (item === undefined) return;
    if (stepped.current) window.history.back();
    else window.history.replaceState(null, "", addressOf(filters));
    stepped.current = false;
  }, [filters, item]);
  const hrefOf = useCallback(({ id }: { id: string }) => addressOf(filters, id), [filters]);
  return { filters, item, narrow, open, close, hrefOf };
}
