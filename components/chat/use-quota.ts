"use client";

import { useEffect, useState } from "react";
import type { Quota } from "@/lib/metering/schema";
import { readQuota } from "./api";

/** What may still be spent, read again after every answer. */
export function useQuota(initial: Quota, answering: boolean): Quota {
  const [quota, setQuota] = useState(initial);
  const [answered, setAnswered] = useState(answering);
  useEffect(() => {
    if (answered === answering) return;
    let current = true;
    // a figure that cannot be read stays as it was: the server checks anyway
    if (!answering)
      readQuota().then(
        (read) => current && setQuota(read),
        () => undefined,
      );
    return () => {
      current = false;
    };
  }, [answered, answering]);
  if (answering && !answered) setAnswered(true);
  return quota;
}
