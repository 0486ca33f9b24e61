"use client";

import { useCallback, useEffect, useState } from "react";
import type { Voice } from "@/lib/voices/schema";
import { listVoices } from "./api";

const lookMs = 1_500;

export interface VoicesState {
  voices: readonly Voice[];
  /** a voice as it is now, new or changed */
  put: (voice: Voice) => void;
  /** it is being deleted */
  markDeleting: (id: string) => void;
}

/** The voices of the page, asked for again as long as something happens to one of them. */
export function useVoices(initial: readonly Voice[]): VoicesState {
  const [voices, setVoices] = useState(initial);
  const busy = voices.some(({ state }) => state === "uploading" || state === "deleting");
  useEffect(() => {
    if (!busy) return;
    const leaving = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    const look = async () => {
      try {
        setVoices(await listVoices(leaving.signal));
      } catch {
        // the next look may be luckier
      }
      if (!leaving.signal.aborted) timer = setTimeout(() => void look(), lookMs);
    };
    timer = setTimeout(() => void look(), lookMs);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [busy]);

  const put = useCallback(
    (voice: Voice) =>
      setVoices((before) =>
        before.some(({ id }) => id === voice.id)
          ? before.map((each) => (each.id === voice.id ? voice : each))
          : [voice, ...before],
      ),
    [],
  );
  const markDeleting = useCallback(
    (id: string) =>
      setVoices((before) => before.map((each) => (each.id === id ? { ...each, state: "deleting" as const } : each))),
    [],
  );
  return { voices, put, markDeleting };
}
