"use client";

import { useEffect, useState } from "react";
import { ApiError } from "@/lib/ui";
import type { Transcription } from "@/lib/transcriptions/schema";
import { findTranscription } from "./api";

const firstPauseMs = 700;
const longestPauseMs = 3_000;

export type Followed =
  | { state: "loading" }
  | { state: "missing" }
  /** it will not be told, however often it is asked for: the person is signed out, say */
  | { state: "refused"; error: ApiError }
  | { state: "there"; transcription: Transcription };

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

/** A tab that nobody sees does not ask; it does as soon as it is seen again. */
export async function follow(id: string, signal: AbortSignal, tell: (found: Followed) => void): Promise<void> {
  for (let pauseMs = firstPauseMs; !signal.aborted; pauseMs = Math.min(longestPauseMs, pauseMs * 1.2)) {
    try {
      const transcription = await findTranscription(id, signal);
      tell({ state: "there", transcription });
      if (transcription.endedAt !== null) return;
    } catch (error) {
      if (error instanceof ApiError && isFinal(error)) {
        const missing = error.status === 404 || error.status === 400;
        return tell(missing ? { state: "missing" } : { state: "refused", error });
      }
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    await untilSeen(signal);
  }
}

/** Neither the line nor the server's load is to blame, so that asking again changes nothing. */
function isFinal({ status }: ApiError): boolean {
  return status >= 400 && status < 500 && status !== 408 && status !== 429;
}

function untilSeen(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (document.visibilityState !== "visible" && !signal.aborted) return;
      document.removeEventListener("visibilitychange", look);
      signal.removeEventListener("abort", look);
      resolve();
    };
    document.addEventListener("visibilitychange", look);
    signal.addEventListener("abort", look);
    look();
  });
}
