"use client";

import { useSearchParams } from "next/navigation";
import { useEffect, useRef } from "react";

const names = ["image", "from", "prompt"] as const;

/** What other pages ask for by the address: a picture to edit, a creation to repeat, words to begin with. */
export type Heeders = Record<(typeof names)[number], (value: string) => void>;

/** Heeds each once: then the address forgets it. */
export function useAddress(heeders: Heeders, forget: (name: string) => void): void {
  const params = useSearchParams();
  const heeded = useRef<string>(undefined);
  useEffect(() => {
    const name = names.find((each) => params.get(each));
    const value = name && params.get(name);
    if (!name || !value) {
      heeded.current = undefined;
      return;
    }
    if (heeded.current === `${name}=${value}`) return;
    heeded.current = `${name}=${value}`;
    forget(name);
    if (name === "prompt" || /^[\da-f-]{36}$/.test(value)) heeders[name](value);
  }, [params, heeders, forget]);
}
