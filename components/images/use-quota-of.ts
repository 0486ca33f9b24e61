"use client";

import { useEffect, useState } from "react";
import { readQuota } from "@/components/chat/api";
import type { Creation } from "@/lib/creations/schema";
import type { Quota } from "@/lib/metering/schema";

/** What may still be spent, read again as creations begin and end. */
export function useQuotaOf(initial: Quota, creations: readonly Creation[]): Quota {
  const [quota, setQuota] = useState(initial);
  const states = spendingKey(creations);
  const [read, setRead] = useState(states);
  useEffect(() => {
    if (read === states) return;
    let here = true;
    // A figure that cannot be read stays as it was: the server checks anyway.
    readQuota().then(
      (next) => {
        if (!here) return;
        setQuota(next);
        setRead(states);
      },
      () => undefined,
    );
    return () => {
      here = false;
    };
  }, [read, states]);
  return quota;
}

/** Changes whenever money is held, spent or given back. */
export function spendingKey(creations: readonly Creation[]): string {
  const counts = new Map<string, number>();
  for (const { calls } of creations) {
    for (const { state } of calls) counts.set(state, (counts.get(state) ?? 0) + 1);
  }
  return [...counts].sort().join();
}
