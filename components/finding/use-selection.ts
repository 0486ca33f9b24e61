"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { extend, toggle } from "./selection";

export interface Selection {
  /** undefined: nothing is being selected */
  ids: ReadonlySet<string> | undefined;
  /** adds or takes away one; with `range` everything from the last one on */
  choose: (id: string, range: boolean) => void;
  clear: () => void;
}

/** What is selected of a list. `order` are its ids from top to bottom. @param most as many at once */
export function useSelection(order: readonly string[], most?: number): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>();
  const anchor = useRef<string>(undefined);
  const latest = useRef(order);
  useEffect(() => {
    latest.current = order;
  });
  const choose = useCallback(
    (id: string, range: boolean) => {
      setIds((before = new Set()) =>
        range && anchor.current ? extend(before, latest.current, anchor.current, id, most) : toggle(before, id, most),
      );
      anchor.current = id;
    },
    [most],
  );
  const clear = useCallback(() => {
    setIds(undefined);
    anchor.current = undefined;
  }, []);
  return { ids, choose, clear };
}
