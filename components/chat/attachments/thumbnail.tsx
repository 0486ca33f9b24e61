"use client";

import { ImageOff } from "lucide-react";
import { useState } from "react";
import { cn } from "@/lib/ui";

interface ThumbnailProps {
  assetId: string;
  alt: string;
  /** of the picture itself, in pixels: says how high it will be where its width alone is given */
  size?: { width: number; height: number };
  className?: string;
  /** the server has it no longer */
  onGone?: () => void;
}

/** A picture as small as the server makes it: nothing is decoded in full size for a list. */
export function Thumbnail({ assetId, alt, size, className, onGone }: ThumbnailProps) {
  const [gone, setGone] = useState(false);
  if (gone) {
    return (
      <span className={cn("grid place-items-center bg-secondary text-muted-foreground", className)}>
        <ImageOff className="size-4" aria-hidden />
      </span>
    );
  }
  return (
    <img
      src={`/api/assets/${assetId}?variant=thumbnail`}
      alt={alt}
      {...size}
      loading="lazy"
      decoding="async"
      draggable={false}
      className={cn("bg-secondary object-cover", className)}
      onError={() => {
        setGone(true);
        onGone?.();
      }}
    />
  );
}
