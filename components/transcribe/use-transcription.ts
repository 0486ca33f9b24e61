"use client";

import { useEffect, useState } from "react";
import { ApiError } from "@/lib/ui";
import type { Transcription } from "@/lib/transcriptions/schema";
import { findTranscription } from "./api";

const firstPauseMs = 700;
const longestPauseMs = 3_000;

export type Followed = { state: "loading" } | { state: "missing" } | { state: "there"; transcription: Transcription };

/**
 * A transcription as it comes along: asked for until it is over, however often the server or the line is away.
 * @param known what is known of it already
 * @param turn another number has it asked for anew
 */
export function useTranscription(id: string, known: Transcription | undefined, turn: number): Followed {
  const [found, setFound] = useState<Followed>(known ? { state: "there", transcription: known } : { state: "loading" });
  useEffect(() => {
    const leaving = new AbortController();
    const { signal } = leaving;
    void follow(id, signal, (next) => {
      if (!signal.aborted) setFound(next);
    });
    return () => leaving.abort();
  }, [id, turn]);
  return found;
}

async function follow(id: string, signal: AbortSignal, tell: (found: Followed) => void): Promise<void> {
  for (let pauseMs = firstPauseMs; !signal.aborted; pauseMs = Math.min(longestPauseMs, pauseMs * 1.2)) {
    try {
      const transcription = await findTranscription(id, signal);
      tell({ state: "there", transcription });
      if (transcription.endedAt !== null) return;
    } catch (error) {
      if (error instanceof ApiError && (error.status === 404 || error.status === 401))
        return tell({ state: "missing" });
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
