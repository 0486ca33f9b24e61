"use client";

import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from "react";

/** nearer than this to the end counts as being there */
const endPx = 8;
/** further away than this the way back is offered */
const farPx = 240;

/**
 * Keeps the end of a growing text in view while the reader is there, and leaves the reader alone everywhere else: the
 * first movement upwards lets go, arriving at the end takes hold again.
 */
export function useFollow(): {
  scroller: RefObject<HTMLDivElement | null>;
  content: RefObject<HTMLDivElement | null>;
  far: boolean;
  toEnd: (smooth: boolean) => void;
} {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const holds = useRef(true);
  const [far, setFar] = useState(false);

  const toEnd = useCallback((smooth: boolean) => {
    holds.current = true;
    const element = scroller.current;
    const calm = !smooth || window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    element?.scrollTo({ top: element.scrollHeight, behavior: calm ? "instant" : "smooth" });
  }, []);

  useLayoutEffect(() => {
    toEnd(false);
  }, [toEnd]);

  useEffect(() => {
    const element = scroller.current;
    const inner = content.current;
    if (!element || !inner) return;
    let lastTop = element.scrollTop;
    let lastHeight = element.scrollHeight;
    const distance = () => element.scrollHeight - element.scrollTop - element.clientHeight;

    const onScroll = () => {
      const { scrollTop, scrollHeight } = element;
      if (distance() <= endPx) holds.current = true;
      else if (scrollTop < lastTop - 1 && scrollHeight >= lastHeight) holds.current = false;
      lastTop = scrollTop;
      lastHeight = scrollHeight;
      setFar(distance() > farPx);
    };
    const grown = new ResizeObserver(() => {
      if (holds.current) element.scrollTop = element.scrollHeight;
      lastHeight = element.scrollHeight;
      setFar(distance() > farPx);
    });
    element.addEventListener("scroll", onScroll, { passive: true });
    grown.observe(inner);
    grown.observe(element);
    return () => {
      element.removeEventListener("scroll", onScroll);
      grown.disconnect();
    };
  }, []);

  return { scroller, content, far, toEnd };
}
