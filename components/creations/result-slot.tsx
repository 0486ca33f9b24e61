"use client";

import { Play } from "lucide-react";
import { useFormat, useText } from "@/components/text-provider";
import type { Result } from "./result";
import { BlurredPicture } from "./blurred-picture";

interface ResultSlotProps {
  result: Result;
  count: number;
  onOpen: () => void;
}

/** A result in its place: opens large. */
export function ResultSlot({ result: { creation, asset, index }, count, onOpen }: ResultSlotProps) {
  const words = useText("creations");
  const format = useFormat();
  const name = format(words.of, { kind: words.kinds[creation.kind], index: index + 1, count });
  return (
    <button
      type="button"
      data-result={asset.id}
      aria-label={format(words.open, { name })}
      className="group relative block size-full cursor-zoom-in overflow-hidden rounded-lg focus-visible:-outline-offset-2"
      onClick={onOpen}
    >
      {/* A clip from words has no picture until a browser has drawn one. */}
      {(asset.kind !== "video" || asset.blur !== null) && (
        <BlurredPicture asset={asset} alt={creation.prompt || name} variant="thumbnail" fit="contain" />
      )}
      {asset.kind === "video" && (
        <span className="absolute inset-0 grid place-items-center">
          <span className="grid size-11 place-items-center rounded-full bg-black/60 text-white transition-colors group-hover:bg-black/75">
            <Play className="size-5 fill-current" aria-hidden />
          </span>
        </span>
      )}
    </button>
  );
}
