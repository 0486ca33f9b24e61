"use client";

import { useEffect, useState } from "react";
import { request } from "@/lib/ui";

/** How loud a stored sound is over its length; undefined while that is not known. */
export function usePeaks(assetId: string | undefined): readonly number[] | undefined {
  const [read, setRead] = useState<{ assetId: string; peaks: readonly number[] }>();
  useEffect(() => {
    if (!assetId) return;
    const under = new AbortController();
    const init = { signal: under.signal };
    request<{ peaks: readonly number[] }>("GET", `/api/assets/${assetId}/peaks`, undefined, init).then(
      ({ peaks }) => setRead({ assetId, peaks }),
      // Without them a line stands for the sound.
      () => undefined,
    );
    return () => under.abort();
  }, [assetId]);
  return read && read.assetId === assetId ? read.peaks : undefined;
}
