"use client";

import { ChevronLeft, ChevronRight, ExternalLink } from "lucide-react";
import { useState, type KeyboardEvent } from "react";
import { createPortal } from "react-dom";
import { useFormat, useText } from "@/components/text-provider";
import { IconButton } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

export interface ZoomedPicture {
  assetId: string;
  name: string;
  alt: string;
}

interface ZoomDialogProps {
  pictures: readonly ZoomedPicture[];
  /** the one to begin with */
  first: string;
  onClose: () => void;
}

/** Pictures as large as the window allows, one at a time; the arrow keys go from one to the next. */
export function ZoomDialog({ pictures, first, onClose }: ZoomDialogProps) {
  const words = useText("attachments");
  const format = useFormat();
  const [shown, setShown] = useState(() =>
    Math.max(
      0,
      pictures.findIndex(({ assetId }) => assetId === first),
    ),
  );
  const picture = pictures[shown];
  if (!picture) return null;
  const go = (step: number) => setShown((shown + step + pictures.length) % pictures.length);
  const keyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowLeft") go(-1);
    else if (event.key === "ArrowRight") go(1);
  };
  return createPortal(
    <Dialog
      open
      onOpenChange={onClose}
      title={picture.name}
      description={picture.alt}
      className="w-auto min-w-72 max-sm:w-full"
    >
      <div className="grid gap-2" onKeyDown={pictures.length > 1 ? keyDown : undefined}>
        <img
          key={picture.assetId}
          src={`/api/assets/${picture.assetId}`}
          alt={picture.alt || picture.name}
          decoding="async"
          className="mx-auto max-h-[72dvh] max-w-full rounded-md bg-secondary object-contain"
        />
        <div className="flex items-center justify-center gap-1">
          {pictures.length > 1 && (
            <>
              <IconButton label={words.previous} onClick={() => go(-1)}>
                <ChevronLeft aria-hidden />
              </IconButton>
              <span role="status" className="tabular text-xs text-muted-foreground">
                {format(words.of, { index: shown + 1, count: pictures.length })}
              </span>
              <IconButton label={words.next} onClick={() => go(1)} data-autofocus>
                <ChevronRight aria-hidden />
              </IconButton>
            </>
          )}
          <a
            href={`/api/assets/${picture.assetId}`}
            target="_blank"
            rel="noreferrer"
            className="touch inline-flex h-8 items-center gap-1.5 rounded-md px-2 text-xs text-muted-foreground hover:bg-accent hover:text-foreground"
          >
            <ExternalLink className="size-3.5" aria-hidden />
            {words.openOriginal}
          </a>
        </div>
      </div>
    </Dialog>,
    document.body,
  );
}
