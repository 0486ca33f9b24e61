"use client";

import { useEffect, useState } from "react";
import type { ConversationPage, ConversationSummary } from "@/lib/chat/schema";
import type { ModelSummary } from "@/lib/models/schema";
import { request } from "@/lib/ui";

const pauseMs = 120;
const most = 8;

export interface Found {
  conversations: readonly ConversationSummary[];
  models: readonly ModelSummary[];
  busy: boolean;
  failed: boolean;
}

/** Conversations whose title holds the query (the latest without one), and the models one can chat with. */
export function useFound(query: string): Found {
  const [answer, setAnswer] = useState<{ query: string; items: readonly ConversationSummary[]; failed: boolean }>();
  const [models, setModels] = useState<readonly ModelSummary[]>([]);

  useEffect(() => {
    const leaving = new AbortController();
    const ask = async () => {
      const search = new URLSearchParams({ limit: String(most), ...(query ? { query } : {}) });
      try {
        const page = await request<ConversationPage>("GET", `/api/conversations?${search}`, undefined, {
          signal: leaving.signal,
        });
        setAnswer({ query, items: [...page.pinned, ...page.items].slice(0, most), failed: false });
      } catch {
        if (!leaving.signal.aborted) setAnswer({ query, items: [], failed: true });
      }
    };
    const timer = setTimeout(() => void ask(), query ? pauseMs : 0);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [query]);

  useEffect(() => {
    const leaving = new AbortController();
    // Without the list the palette still does all the rest, so its failure needs no words.
    request<{ models: ModelSummary[] }>("GET", "/api/models?subType=chat", undefined, { signal: leaving.signal }).then(
      (found) => setModels(found.models),
      () => undefined,
    );
    return () => leaving.abort();
  }, []);

  return {
    conversations: answer?.items ?? [],
    models,
    busy: answer?.query !== query,
    failed: answer?.failed ?? false,
  };
}
