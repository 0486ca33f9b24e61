"use client";

import { useSearchParams } from "next/navigation";
import { useEffect, useRef } from "react";

/** Heeds `?image=…`, by which other pages send a picture here to be edited. Once: then the address forgets it. */
export function useNamedPicture(edit: (assetId: string) => void, forget: (name: string) => void): void {
  const named = useSearchParams().get("image");
  const heeded = useRef<string>(undefined);
  useEffect(() => {
    if (!named || heeded.current === named) return;
    heeded.current = named;
    if (/^[\da-f-]{36}$/.test(named)) edit(named);
    forget("image");
  }, [named, edit, forget]);
}
