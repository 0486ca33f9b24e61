"use client";

import { useSyncExternalStore } from "react";

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let current = 0;

function subscribe(listener: () => void) {
  listeners.add(listener);
  timer ??= setInterval(() => {
    current = Date.now();
    for (const each of listeners) each();
  }, 1_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
    current = 0;
  };
}

/** Milliseconds since a moment, moved on each second; undefined where the server draws. */
export function useElapsed(sinceMs: number): number | undefined {
  const now = useSyncExternalStore(
    subscribe,
    () => (current ||= Date.now()),
    () => undefined,
  );
  return now === undefined ? undefined : Math.max(0, now - sinceMs);
}
