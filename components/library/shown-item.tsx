"use client";

import { ExternalLink, FileText, FileX2 } from "lucide-react";
import { useState } from "react";
import { AudioPlayer } from "@/components/audio/player";
import { bareSamples, streamAddress } from "@/components/speech/sound-of";
import { useText } from "@/components/text-provider";
import type { LibraryItem } from "@/lib/library/schema";
import { cn } from "@/lib/ui";
import { nameOf } from "./item-name";

/** An item as large as the panel allows: pictures are looked at, clips and recordings play. */
export function ShownItem({ item, creationId }: { item: LibraryItem; creationId: string | undefined }) {
  const words = useText("library");
  const { id, kind, trashedAt, missing, blur } = item;
  const source = `/api/assets/${id}${trashedAt ? "?trashed=1" : ""}`;
  const poster = `/api/assets/${id}?variant=thumbnail${trashedAt ? "&trashed=1" : ""}`;
  if (missing) {
    return (
      <p className="flex items-center gap-2 rounded-lg bg-destructive-soft px-3 py-4 text-destructive">
        <FileX2 className="size-5 shrink-0" aria-hidden />
        {words.missing}
      </p>
    );
  }
  if (kind === "video") {
    return (
      <video
        src={source}
        {...(blur !== null && { poster })}
        controls
        playsInline
        preload="metadata"
        width={item.width ?? undefined}
        height={item.height ?? undefined}
        aria-label={nameOf(item)}
        className="h-auto max-h-[52dvh] w-full rounded-lg bg-black object-contain"
      />
    );
  }
  if (kind === "audio") {
    return (
      <AudioPlayer
        key={id}
        {...(item.mediaType === bareSamples && creationId
          ? { live: streamAddress(creationId), finished: true }
          : { src: source })}
        assetId={trashedAt ? undefined : id}
        durationMs={item.durationMs}
        name={nameOf(item)}
      />
    );
  }
  if (kind === "document") {
    return (
      <p className="flex items-center gap-3 rounded-lg bg-secondary px-4 py-5">
        <FileText className="size-8 shrink-0 text-muted-foreground" aria-hidden />
        <span className="min-w-0 wrap-anywhere">{item.name}</span>
      </p>
    );
  }
  return <ShownPicture key={id} item={item} source={source} />;
}

function ShownPicture({ item, source }: { item: LibraryItem; source: string }) {
  const words = useText("library").details;
  const [there, setThere] = useState(false);
  return (
    <a
      href={source}
      target="_blank"
      rel="noopener noreferrer"
      aria-label={words.openLarge}
      className="group relative block overflow-hidden rounded-lg bg-secondary"
    >
      {item.blur && !there && (
        <img src={item.blur} alt="" className="absolute inset-0 size-full object-contain blur-md" />
      )}
      <img
        src={source}
        alt={nameOf(item)}
        width={item.width ?? undefined}
        height={item.height ?? undefined}
        className={cn("relative mx-auto h-auto max-h-[52dvh] w-auto max-w-full object-contain", !there && "opacity-0")}
        onLoad={() => setThere(true)}
        onError={() => setThere(true)}
      />
      <span className="absolute top-2 right-2 grid size-7 place-items-center rounded-md bg-black/60 text-white opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100">
        <ExternalLink className="size-4" aria-hidden />
      </span>
    </a>
  );
}
