"use client";

import { useEffect, useState } from "react";
import type { LibraryItem } from "@/lib/library/schema";

/** An item's likeness. A clip that has none is given one as soon as its tile is drawn. */
export function usePoster({ id, kind, blur, trashedAt, missing }: LibraryItem): string | null {
  const [given, setGiven] = useState<string | null>(null);
  const isWanted = kind === "video" && blur === null && trashedAt === null && !missing;
  useEffect(() => {
    if (!isWanted) return;
    let current = true;
    void import("@/components/videos/give-poster")
      .then(({ givePoster }) => givePoster(id))
      .then(
        (poster) => current && setGiven(poster),
        () => undefined,
      );
    return () => {
      current = false;
    };
  }, [id, isWanted]);
  return blur ?? given;
}
