"use client";

import { Check, FileText, FileX2, Film, ImageOff, Mic, Play, Star } from "lucide-react";
import { memo, useState } from "react";
import { barPath, toBars } from "@/components/audio/bars";
import { usePeaks } from "@/components/audio/use-peaks";
import { useFormat, useText } from "@/components/text-provider";
import type { LibraryItem } from "@/lib/library/schema";
import { cn } from "@/lib/ui";
import { nameOf } from "./item-name";
import { clock } from "./sizes";
import { thumbnailOf } from "./thumbnail";
import { usePoster } from "./use-poster";

interface TileProps {
  item: LibraryItem;
  index: number;
  sizePx: number;
  href: string;
  selected: boolean;
  /** the one that the keyboard comes to */
  active: boolean;
  /** something is selected: boxes are shown on all */
  selecting: boolean;
}

/** One item of the grid. What happens on a press is the grid's to say, for all of them at once. */
export const Tile = memo(function Tile({ item, index, sizePx, href, selected, active, selecting }: TileProps) {
  const words = useText("library");
  const format = useFormat();
  const name = nameOf(item);
  return (
    <div role="gridcell" aria-selected={selected} className="group relative" style={{ width: sizePx, height: sizePx }}>
      <a
        href={href}
        data-index={index}
        tabIndex={active ? 0 : -1}
        draggable={false}
        aria-label={`${format(words.open, { kind: words.one[item.kind], name })}${item.favourite ? `, ${words.inFavourites}` : ""}`}
        className="relative block size-full overflow-hidden rounded-lg bg-secondary focus-visible:outline-offset-1"
      >
        {item.missing ? <Sign icon={FileX2} text={words.missing} /> : <TileContent item={item} />}
        {selected && <span className="absolute inset-0 rounded-lg ring-3 ring-ring ring-inset" />}
      </a>
      <button
        type="button"
        data-select={index}
        tabIndex={-1}
        aria-pressed={selected}
        aria-label={format(words.select, { name })}
        className={cn(
          "absolute top-0 left-0 grid size-9 place-items-center opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 focus-visible:opacity-100 pointer-coarse:size-11 pointer-coarse:opacity-100",
          (selected || selecting) && "opacity-100",
        )}
      >
        <span
          className={cn(
            "grid size-5 place-items-center rounded-full border-2 border-white shadow-sm",
            selected ? "bg-primary text-primary-foreground" : "bg-black/35 text-transparent",
          )}
        >
          <Check className="size-3.5" aria-hidden />
        </span>
      </button>
      {item.favourite && (
        <Star
          className={cn(
            "pointer-events-none absolute size-4",
            item.kind === "picture" || item.kind === "video"
              ? "top-2 right-2 fill-white text-white drop-shadow-[0_0_2px_rgb(0_0_0/0.8)]"
              : "right-3 bottom-3 fill-primary-text text-primary-text",
          )}
          aria-hidden
        />
      )}
    </div>
  );
});

function TileContent({ item }: { item: LibraryItem }) {
  if (item.kind === "document") return <FileTile item={item} />;
  if (item.kind === "audio") return <AudioTile item={item} />;
  return (
    <>
      <TilePicture item={item} />
      {item.kind === "video" && (
        <span className="tabular absolute right-1.5 bottom-1.5 flex items-center gap-1 rounded-md bg-black/65 px-1.5 py-0.5 text-xs text-white">
          <Play className="size-3 fill-current" aria-hidden />
          {item.durationMs !== null && clock(item.durationMs)}
        </span>
      )}
    </>
  );
}

function TilePicture({ item }: { item: LibraryItem }) {
  const { kind } = item;
  const [state, setState] = useState<"loading" | "there" | "gone">("loading");
  const blur = usePoster(item);
  // A clip without a likeness has no poster either: its own bytes are not fetched for a tile.
  if (state === "gone" || (kind === "video" && blur === null))
    return <Sign icon={kind === "video" ? Film : ImageOff} />;
  return (
    <>
      {blur && state === "loading" && (
        <img src={blur} alt="" className="absolute inset-0 size-full object-cover blur-md" />
      )}
      <img
        ref={(element) => {
          if (element?.complete && element.naturalWidth > 0) setState("there");
        }}
        src={thumbnailOf(item)}
        alt=""
        decoding="async"
        draggable={false}
        className="relative size-full object-cover"
        onLoad={() => setState("there")}
        onError={() => setState("gone")}
      />
    </>
  );
}

function FileTile({ item: { name } }: { item: LibraryItem }) {
  const extension = /\.([\p{L}\p{N}]{1,5})$/u.exec(name)?.[1]?.toUpperCase();
  return (
    <span className="flex size-full flex-col gap-2 p-3">
      <span className="flex items-center justify-end gap-1.5 text-muted-foreground">
        {extension && <span className="text-xs font-medium">{extension}</span>}
        <FileText className="size-5" aria-hidden />
      </span>
      <span className="mt-auto line-clamp-3 pr-5 text-xs wrap-anywhere">{name}</span>
    </span>
  );
}

/** A sound as it looks over its length. */
function AudioTile({ item: { id, name, prompt, durationMs, trashedAt } }: { item: LibraryItem }) {
  const peaks = usePeaks(trashedAt ? undefined : id);
  return (
    <span className="flex size-full flex-col gap-2 p-3">
      <span className="flex items-center justify-end gap-1.5 text-xs text-muted-foreground">
        <span className="tabular">{durationMs !== null && clock(durationMs)}</span>
        <Mic className="size-5" aria-hidden />
      </span>
      <svg
        viewBox="0 0 1000 100"
        preserveAspectRatio="none"
        className="my-auto h-10 w-full fill-none stroke-primary-text [stroke-linecap:round] [stroke-width:3]"
        aria-hidden
      >
        <path d={peaks?.length ? barPath(toBars(peaks, 22)) : "M0 50H1000"} vectorEffect="non-scaling-stroke" />
      </svg>
      <span className="line-clamp-2 pr-5 text-xs wrap-anywhere">{prompt || name}</span>
    </span>
  );
}

function Sign({ icon: Icon, text }: { icon: typeof Film; text?: string }) {
  return (
    <span className="grid size-full place-content-center justify-items-center gap-2 p-2 text-center text-xs text-muted-foreground">
      <Icon className="size-6" aria-hidden />
      {text}
    </span>
  );
}
