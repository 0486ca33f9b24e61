"use client";

import { useEffect, useState } from "react";

const none: readonly string[] = [];

/** What the definitions of the chosen tools add to a question. Nothing is loaded while none is chosen. */
export function useToolTokens(chosen: readonly string[] = none, able: boolean): number {
  const [tokens, setTokens] = useState<Readonly<Record<string, number>>>({});
  const wanted = able && chosen.some((id) => tokens[id] === undefined);
  useEffect(() => {
    if (!wanted) return;
    let here = true;
    import("./api")
      .then(({ listTools }) => listTools())
      .then(
        (tools) => {
          const gone = chosen.map((id) => [id, 0] as const);
          if (here)
            setTokens(Object.fromEntries([...gone, ...tools.map(({ id, tokens: count }) => [id, count] as const)]));
        },
        // The server's own estimate decides; this one only tells beforehand.
        () => undefined,
      );
    return () => {
      here = false;
    };
  }, [wanted, chosen]);
  return able ? chosen.reduce((sum, id) => sum + (tokens[id] ?? 0), 0) : 0;
}
