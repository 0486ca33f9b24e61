"use client";

import { RotateCw, SlidersHorizontal, X } from "lucide-react";
import { useFormat, useText } from "@/components/text-provider";
import { Button, IconButton } from "@/components/ui/button";
import { Popover } from "@/components/ui/popover";
import { Spinner } from "@/components/ui/spinner";
import type { ModelSummary } from "@/lib/models/schema";
import { cn } from "@/lib/ui";
import { shortCount } from "../quantities";
import { retry } from "./add";
import type { AttachmentBox } from "./box";
import type { PictureItem } from "./item";
import { PictureOptions } from "./picture-options";
import { Thumbnail } from "./thumbnail";
import { useItemState } from "./use-item-state";

export interface Place {
  index: number;
  count: number;
  moveTo: (index: number) => void;
}

interface PictureChipProps {
  box: AttachmentBox;
  item: PictureItem;
  model: ModelSummary | undefined;
  /** prompt tokens; undefined where they are not known, or the model does not see */
  cost: number | undefined;
  /** the model shrinks every picture, however closely it is to be read */
  reduced: boolean;
  place: Place;
  onZoom: () => void;
  onRemove: () => void;
}

/** A picture to be sent, with how closely it is read and what that costs. */
export function PictureChip({ box, item, model, cost, reduced, place, onZoom, onRemove }: PictureChipProps) {
  const words = useText("attachments");
  const format = useFormat();
  const { text, busy } = useItemState(item);
  const { name, assetId, alt, detail, state } = item;
  return (
    <div
      className={cn(
        "flex items-center gap-2 rounded-lg border bg-background p-1 pr-0.5",
        state === "failed" && "border-destructive",
      )}
    >
      {assetId ? (
        <button
          type="button"
          aria-label={format(words.zoom, { name })}
          className="cursor-zoom-in overflow-hidden rounded-md"
          onClick={onZoom}
        >
          <Thumbnail assetId={assetId} alt={alt} className="size-12" />
        </button>
      ) : (
        <span className="grid size-12 place-items-center rounded-md bg-secondary">{busy && <Spinner />}</span>
      )}
      <div className="grid min-w-0 max-w-36 gap-0.5 text-xs">
        <span className="truncate font-medium" title={name}>
          {name}
        </span>
        <span className={cn("tabular text-muted-foreground", state === "failed" && "line-clamp-2 text-destructive")}>
          {text ??
            (cost === undefined
              ? format(words.size, { width: item.width, height: item.height })
              : `${words.detail[detail]} · ${format(words.detail.tokens, { count: shortCount(cost) })}`)}
        </span>
      </div>
      {state === "failed" && (
        <IconButton size="iconSm" label={words.retry} onClick={() => retry(box, item.key)}>
          <RotateCw aria-hidden />
        </IconButton>
      )}
      {state === "ready" && (
        <Popover
          label={format(words.options, { name })}
          side="top"
          className="w-80"
          trigger={
            <Button
              variant="ghost"
              size="iconSm"
              aria-label={format(words.options, { name })}
              data-tooltip={format(words.options, { name })}
            >
              <SlidersHorizontal aria-hidden />
            </Button>
          }
        >
          <PictureOptions box={box} item={item} model={model} reduced={reduced} place={place} />
        </Popover>
      )}
      <IconButton size="iconSm" label={format(words.remove, { name })} onClick={onRemove}>
        <X aria-hidden />
      </IconButton>
    </div>
  );
}
