"use client";

import { Download, RotateCcw, Star, StarOff, Trash2, X } from "lucide-react";
import { useFormat, useText } from "@/components/text-provider";
import { Button, IconButton } from "@/components/ui/button";
import { mostItems } from "@/lib/library/schema";
import type { ItemActions } from "./use-item-actions";

interface BulkBarProps {
  ids: readonly string[];
  /** all of them are favourites */
  favourites: boolean;
  trash: boolean;
  actions: ItemActions;
  /** asks before */
  onDelete: () => void;
  onDone: () => void;
}

/** What can be done with everything that is selected, at the foot. */
export function LibraryBulkBar({ ids, favourites, trash, actions, onDelete, onDone }: BulkBarProps) {
  const words = useText("library").bulk;
  const format = useFormat();
  const count = format(ids.length >= mostItems ? words.most : words.count, { count: ids.length });
  const leave = (work: Promise<void>) => {
    onDone();
    void work;
  };
  return (
    <div
      role="toolbar"
      aria-label={words.actions}
      className="flex flex-wrap items-center gap-2 border-t bg-muted px-4 py-2 motion-safe:animate-rise sm:px-8"
    >
      <IconButton label={words.clear} onClick={onDone}>
        <X aria-hidden />
      </IconButton>
      <span role="status" className="tabular mr-auto text-sm">
        {count}
      </span>
      {trash ? (
        <>
          <Button variant="outline" onClick={() => leave(actions.restore(ids))}>
            <RotateCcw aria-hidden />
            {words.restore}
          </Button>
          <Button variant="dangerGhost" onClick={onDelete}>
            <Trash2 aria-hidden />
            {words.delete}
          </Button>
        </>
      ) : (
        <>
          <Button variant="outline" onClick={() => void actions.zip(ids)}>
            <Download aria-hidden />
            {words.zip}
          </Button>
          <IconButton
            label={favourites ? words.unfavourite : words.favourite}
            onClick={() => void actions.favourite(ids, !favourites)}
          >
            {favourites ? <StarOff aria-hidden /> : <Star aria-hidden />}
          </IconButton>
          <IconButton label={words.trash} variant="dangerGhost" onClick={() => leave(actions.trash(ids))}>
            <Trash2 aria-hidden />
          </IconButton>
        </>
      )}
    </div>
  );
}
