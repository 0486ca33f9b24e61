"use client";

import { useEffect, useState } from "react";
import { request } from "@/lib/ui";

/** How loud a stored sound is over its length; undefined while that is not known. */
export function usePeaks(assetId: string | undefined, trashed = false): readonly number[] | undefined {
  const [read, setRead] = useState<{ assetId: string; peaks: readonly number[] }>();
  useEffect(() => {
    if (!assetId) return;
    const under = new AbortController();
    const address = `/api/assets/${assetId}/peaks${trashed ? "?trashed=1" : ""}`;
    request<{ peaks: readonly number[] }>("GET", address, undefined, { signal: under.signal }).then(
      ({ peaks }) => setRead({ assetId, peaks }),
      // Without them a line stands for the sound.
      () => undefined,
    );
    return () => under.abort();
  }, [assetId, trashed]);
  return read && read.assetId === assetId ? read.peaks : undefined;
}
