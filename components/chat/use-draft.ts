"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { saveDraft } from "./api";

const pauseMs = 800;
/** browsers refuse a request that outlives its page beyond this size */
const keepaliveBytes = 60_000;

/**
 * Keeps unsent text at the server: a moment after the last key, and at once when the page goes away.
 * @returns the function that takes each new text, and whether the last saving failed
 */
export function useDraft(id: string): { save: (text: string) => void; failed: boolean } {
  const waiting = useRef<string>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [failed, setFailed] = useState(false);

  const flush = useCallback(
    (leaving: boolean) => {
      clearTimeout(timer.current);
      const text = waiting.current;
      if (text === undefined) return;
      waiting.current = undefined;
      saveDraft(id, text, leaving && text.length * 3 < keepaliveBytes).then(
        () => setFailed(false),
        () => {
          waiting.current ??= text;
          setFailed(true);
        },
      );
    },
    [id],
  );

  useEffect(() => {
    const leave = () => flush(true);
    const hide = () => {
      if (document.visibilityState === "hidden") flush(true);
    };
    addEventListener("pagehide", leave);
    document.addEventListener("visibilitychange", hide);
    return () => {
      removeEventListener("pagehide", leave);
      document.removeEventListener("visibilitychange", hide);
      flush(true);
    };
  }, [flush]);

  const save = useCallback(
    (text: string) => {
      waiting.current = text;
      clearTimeout(timer.current);
      timer.current = setTimeout(() => flush(false), pauseMs);
    },
    [flush],
  );

  return { save, failed };
}
