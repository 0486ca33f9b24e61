"use client";

import { useCallback, useEffect, useState } from "react";
import type { ItemDetails } from "@/lib/library/schema";
import { ApiError } from "@/lib/ui";
import { findItem } from "./api";

export interface DetailsState {
  /** of this item alone */
  details: ItemDetails | undefined;
  failed: "gone" | "failed" | undefined;
  reload: () => void;
  change: (change: (details: ItemDetails) => ItemDetails) => void;
}

/** All that is known of an item, asked for when it is opened. */
export function useDetails(id: string): DetailsState {
  const [found, setFound] = useState<{ id: string; details?: ItemDetails; failed?: "gone" | "failed" }>();
  const [round, setRound] = useState(0);
  useEffect(() => {
    const under = new AbortController();
    findItem(id, under.signal).then(
      (details) => setFound({ id, details }),
      (error: unknown) => {
        if (under.signal.aborted) return;
        const gone = error instanceof ApiError && (error.status === 404 || error.status === 400);
        setFound({ id, failed: gone ? "gone" : "failed" });
      },
    );
    return () => under.abort();
  }, [id, round]);
  const own = found?.id === id ? found : undefined;
  return {
    details: own?.details,
    failed: own?.failed,
    reload: useCallback(() => {
      setFound(undefined);
      setRound((before) => before + 1);
    }, []),
    change: useCallback(
      (change) => setFound((before) => (before?.details ? { ...before, details: change(before.details) } : before)),
      [],
    ),
  };
}
