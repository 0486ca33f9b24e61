"use client";

import { useEffect } from "react";
import { resultsOf } from "@/components/creations/result";
import type { Creations } from "@/components/creations/use-creations";
import { givePoster, wasTried } from "./give-poster";

/** Gives clips without a picture one of their own. */
export function usePosters({ items, changeAsset }: Pick<Creations, "items" | "changeAsset">): void {
  useEffect(() => {
    for (const { asset } of resultsOf(items)) {
      if (asset.kind !== "video" || asset.blur !== null || wasTried(asset.id)) continue;
      void givePoster(asset.id).then((blur) => blur !== null && changeAsset(asset.id, { blur }));
    }
  }, [items, changeAsset]);
}
