"use client";

import { useCallback, useState } from "react";
import type { Transcription, TranscriptionPage, TranscriptionSummary } from "@/lib/transcriptions/schema";
import { listTranscriptions } from "./api";

const excerptLength = 160;

export interface TranscriptionItems {
  items: readonly TranscriptionSummary[];
  hasMore: boolean;
  loadingMore: boolean;
  more: () => Promise<void>;
  /** Shows what is known of one by now, a new one first. */
  put: (transcription: Transcription) => void;
  drop: (id: string) => void;
}

/** The list of what was written down, from what the server drew on. */
export function useTranscriptionItems(first: TranscriptionPage): TranscriptionItems {
  const [items, setItems] = useState<readonly TranscriptionSummary[]>(first.transcriptions);
  const [next, setNext] = useState(first.next);
  const [loadingMore, setLoadingMore] = useState(false);

  const more = async () => {
    if (next === null || loadingMore) return;
    setLoadingMore(true);
    try {
      const page = await listTranscriptions(next);
      setItems((before) => {
        const known = new Set(before.map(({ id }) => id));
        return [...before, ...page.transcriptions.filter(({ id }) => !known.has(id))];
      });
      setNext(page.next);
    } finally {
      setLoadingMore(false);
    }
  };
  const put = useCallback((transcription: Transcription) => {
    const item = summaryOf(transcription);
    setItems((before) =>
      before.some(({ id }) => id === item.id)
        ? before.map((each) => (each.id === item.id ? item : each))
        : [item, ...before],
    );
  }, []);
  const drop = useCallback((id: string) => setItems((before) => before.filter((each) => each.id !== id)), []);
  return { items, hasMore: next !== null, loadingMore, more, put, drop };
}

function summaryOf(transcription: Transcription): TranscriptionSummary {
  const { id, state, name, modelId, modelName, timed, durationMs, text, parts, createdAt } = transcription;
  return {
    ...{ id, state, name, modelId, modelName, timed, durationMs, createdAt },
    excerpt: text.slice(0, excerptLength),
    partsDone: parts.filter((part) => part.state === "done").length,
    partsTotal: parts.length,
  };
}
