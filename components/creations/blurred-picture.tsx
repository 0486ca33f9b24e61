"use client";

import { ImageOff } from "lucide-react";
import { useState } from "react";
import type { Asset } from "@/lib/media/schema";
import { cn } from "@/lib/ui";

interface BlurredPictureProps {
  asset: Pick<Asset, "id" | "blur" | "width" | "height">;
  alt: string;
  variant: "thumbnail" | "full";
  fit?: "cover" | "contain";
  className?: string;
}

/** A picture whose blurred likeness stands in its place until it is there. */
export function BlurredPicture({ asset, alt, variant, fit = "cover", className }: BlurredPictureProps) {
  const [state, setState] = useState<"loading" | "there" | "gone">("loading");
  const fitting = fit === "cover" ? "object-cover" : "object-contain";
  if (state === "gone") {
    return (
      <span role="img" aria-label={alt} className="grid size-full place-items-center text-muted-foreground">
        <ImageOff className="size-5" aria-hidden />
      </span>
    );
  }
  return (
    <>
      {asset.blur && state === "loading" && (
        <img src={asset.blur} alt="" className={cn("absolute inset-0 size-full blur-md", fitting)} />
      )}
      <img
        // It may have arrived before the page could listen.
        ref={(element) => {
          if (element?.complete && element.naturalWidth > 0) setState("there");
        }}
        src={variant === "thumbnail" ? `/api/assets/${asset.id}?variant=thumbnail` : `/api/assets/${asset.id}`}
        alt={alt}
        width={asset.width ?? undefined}
        height={asset.height ?? undefined}
        loading={variant === "thumbnail" ? "lazy" : "eager"}
        decoding="async"
        draggable={variant === "full"}
        className={cn("relative size-full", fitting, className)}
        onLoad={() => setState("there")}
        onError={() => setState("gone")}
      />
    </>
  );
}
