"use client";

import { useEffect } from "react";
import { resultsOf } from "@/components/creations/result";
import type { Creations } from "@/components/creations/use-creations";
import { savePoster } from "./api";
import { firstFrame } from "./first-frame";

/** Clips this page of the browser has tried: each once, one after the other. */
const tried = new Set<string>();
let before: Promise<void> = Promise.resolve();

/** Gives clips without a picture one of their own, drawn here, where there is a player: the server has none. */
export function usePosters({ items, changeAsset }: Pick<Creations, "items" | "changeAsset">): void {
  useEffect(() => {
    for (const { asset } of resultsOf(items)) {
      if (asset.kind !== "video" || asset.blur !== null || tried.has(asset.id)) continue;
      tried.add(asset.id);
      before = before.then(async () => {
        const frame = await firstFrame(asset.id);
        // A clip without a picture is as good a clip, and another device may have been first.
        const saved = frame && (await savePoster(asset.id, frame).catch(() => undefined));
        if (saved) changeAsset(asset.id, { blur: saved.blur });
      });
    }
  }, [items, changeAsset]);
}
