"use client";

import { useEffect, useState, type RefObject } from "react";

export interface RowWindow {
  start: number;
  end: number;
}

/** rows beyond the edge that are there already when one scrolls */
const spare = 12;

/** The rows of a fixed height that are in view, or all of them while there are few. */
export function useWindow(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  rowPx: number,
  from: number,
): RowWindow {
  const [view, setView] = useState<RowWindow>({ start: 0, end: from });
  const windowed = count > from;
  useEffect(() => {
    const element = scroller.current;
    if (!element || !windowed) return;
    const measure = () => {
      const start = Math.max(0, Math.floor(element.scrollTop / rowPx) - spare);
      const end = Math.ceil((element.scrollTop + element.clientHeight) / rowPx) + spare;
      setView((before) => (before.start === start && before.end === end ? before : { start, end }));
    };
    measure();
    element.addEventListener("scroll", measure, { passive: true });
    const resized = new ResizeObserver(measure);
    resized.observe(element);
    return () => {
      element.removeEventListener("scroll", measure);
      resized.disconnect();
    };
  }, [scroller, rowPx, windowed]);
  if (!windowed) return { start: 0, end: count };
  return { start: Math.min(view.start, count), end: Math.min(view.end, count) };
}
