"use client";

import { useEffect, useState, type RefObject } from "react";

export interface Span {
  widthPx: number;
  /** what is to be drawn, beyond what is seen on both sides */
  topPx: number;
  bottomPx: number;
}

/** How far beyond what is seen is drawn, in steps of half a window. At first it is what is seen alone. */
const reachSteps = 2;

/**
 * How wide the content of a scroller is and which part of its height is to be drawn. It moves in steps of half a window,
 * so that scrolling redraws only now and then. Undefined until it is measured.
 */
export function useSpan(
  scroller: RefObject<HTMLElement | null>,
  content: RefObject<HTMLElement | null>,
): Span | undefined {
  const [span, setSpan] = useState<Span>();
  useEffect(() => {
    const [outer, inner] = [scroller.current, content.current];
    if (!outer || !inner) return;
    let reach = 0;
    const measure = () => {
      const window = Math.max(200, outer.clientHeight);
      const stepPx = window / 2;
      const scrolled = Math.max(0, outer.scrollTop - inner.offsetTop);
      const step = Math.floor(scrolled / stepPx);
      const next = {
        widthPx: inner.clientWidth,
        topPx: (step - reach) * stepPx,
        bottomPx: (step + 3 + reach) * stepPx,
      };
      setSpan((before) =>
        before?.widthPx === next.widthPx && before.topPx === next.topPx && before.bottomPx === next.bottomPx
          ? before
          : next,
      );
    };
    const reachOut = () => {
      reach = reachSteps;
      measure();
    };
    measure();
    const cancel = whenIdle(reachOut);
    outer.addEventListener("scroll", measure, { passive: true });
    const resized = new ResizeObserver(measure);
    resized.observe(outer);
    resized.observe(inner);
    return () => {
      cancel();
      outer.removeEventListener("scroll", measure);
      resized.disconnect();
    };
  }, [scroller, content]);
  return span;
}

/** Once the browser has drawn and has nothing better to do. Not every browser tells. */
function whenIdle(task: () => void): () => void {
  if (typeof requestIdleCallback === "undefined") {
    const timer = setTimeout(task, 200);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(task, { timeout: 1_000 });
  return () => cancelIdleCallback(handle);
}
