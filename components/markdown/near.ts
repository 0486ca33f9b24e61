"use client";

import { useEffect, useState, type RefObject } from "react";

type Listener = () => void;

let observer: IntersectionObserver | undefined;
const listeners = new WeakMap<Element, Listener>();

function observe(element: Element, listener: Listener): () => void {
  observer ??= new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        listeners.get(entry.target)?.();
        observer?.unobserve(entry.target);
      }
    },
    { rootMargin: "400px 0px" },
  );
  listeners.set(element, listener);
  observer.observe(element);
  return () => observer?.unobserve(element);
}

/** True from the moment the element comes near the visible part, for work that nobody would see earlier. */
export function useNear(element: RefObject<Element | null>): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => (element.current ? observe(element.current, () => setNear(true)) : undefined), [element]);
  return near;
}
