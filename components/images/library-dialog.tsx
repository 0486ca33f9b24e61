"use client";

import { useEffect, useState } from "react";
import { createPortal } from "react-dom";
import { Thumbnail } from "@/components/chat/attachments/thumbnail";
import { useFormat, useText } from "@/components/text-provider";
import { Skeleton } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/dialog";
import type { Asset } from "@/lib/media/schema";
import { listPictures } from "./api";

interface LibraryDialogProps {
  onChoose: (asset: Asset) => void;
  onClose: () => void;
}

/** Every picture the person has, to choose one from. */
export function LibraryDialog({ onChoose, onClose }: LibraryDialogProps) {
  const words = useText("images").inputs;
  const common = useText("common");
  const format = useFormat();
  const [items, setItems] = useState<readonly Asset[]>();
  const [next, setNext] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    let here = true;
    listPictures(null).then(
      (page) => {
        if (!here) return;
        setItems(page.items);
        setNext(page.nextCursor);
      },
      () => here && setFailed(true),
    );
    return () => {
      here = false;
    };
  }, [attempt]);

  const more = () => {
    listPictures(next).then(
      (page) => {
        setItems((before) => [...(before ?? []), ...page.items]);
        setNext(page.nextCursor);
      },
      () => setFailed(true),
    );
  };

  return createPortal(
    <Sheet open onOpenChange={onClose} title={words.libraryTitle}>
      {failed ? (
        <div className="grid justify-items-start gap-2">
          <p>{words.libraryFailed}</p>
          <Button
            onClick={() => {
              setFailed(false);
              setAttempt(attempt + 1);
            }}
          >
            {common.retry}
          </Button>
        </div>
      ) : items?.length === 0 ? (
        <p className="text-muted-foreground">{words.libraryEmpty}</p>
      ) : (
        <div className="grid gap-3">
          <ul className="grid grid-cols-3 gap-2">
            {items?.map((asset, index) => (
              <li key={asset.id}>
                <button
                  type="button"
                  className="block w-full overflow-hidden rounded-md focus-visible:outline-offset-0"
                  onClick={() => onChoose(asset)}
                >
                  <Thumbnail
                    assetId={asset.id}
                    alt={asset.prompt || asset.name || format(words.picture, { index: index + 1 })}
                    className="aspect-square w-full"
                  />
                </button>
              </li>
            )) ?? Array.from({ length: 12 }, (_, index) => <Skeleton key={index} className="aspect-square" />)}
          </ul>
          {next !== null && (
            <Button variant="ghost" onClick={more}>
              {words.more}
            </Button>
          )}
        </div>
      )}
    </Sheet>,
    document.body,
  );
}
