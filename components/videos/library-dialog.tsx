"use client";

import { useEffect, useState } from "react";
import { Thumbnail } from "@/components/chat/attachments/thumbnail";
import { useFailureText } from "@/components/failure";
import { useText } from "@/components/text-provider";
import { Skeleton } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import type { LibraryItem, LibraryPage } from "@/lib/library/schema";
import { request } from "@/lib/ui";
import type { Extent } from "@/lib/videos/schema";

interface LibraryDialogProps {
  onChoose: (picture: Extent & { assetId: string }) => void;
  onClose: () => void;
}

/** The person's own pictures, newest first, to begin a clip with one of them. */
export function LibraryDialog({ onChoose, onClose }: LibraryDialogProps) {
  const words = useText("videos");
  const { older } = useText("creations");
  const failureText = useFailureText();
  const [items, setItems] = useState<readonly LibraryItem[]>();
  const [next, setNext] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    let here = true;
    readPictures().then(
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
  }, []);

  const more = async (cursor: string) => {
    setBusy(true);
    try {
      const page = await readPictures(cursor);
      setItems((before) => [...(before ?? []), ...page.items]);
      setNext(page.nextCursor);
    } catch (error) {
      toast({ text: failureText(error), tone: "danger" });
    } finally {
      setBusy(false);
    }
  };

  return (
    <Sheet open onOpenChange={(open) => !open && onClose()} title={words.library}>
      {failed ? (
        <p role="alert">{words.libraryFailed}</p>
      ) : items?.length === 0 ? (
        <p className="text-muted-foreground">{words.libraryEmpty}</p>
      ) : (
        <ul className="grid grid-cols-3 gap-2">
          {items
            ? items.map((item) => (
                <li key={item.id}>
                  <button
                    type="button"
                    aria-label={item.prompt || item.name}
                    data-tooltip={item.prompt ? undefined : item.name}
                    className="block w-full overflow-hidden rounded-lg focus-visible:-outline-offset-2"
                    onClick={() => onChoose({ assetId: item.id, width: item.width ?? 1, height: item.height ?? 1 })}
                  >
                    <Thumbnail assetId={item.id} alt="" className="aspect-square w-full" />
                  </button>
                </li>
              ))
            : Array.from({ length: 9 }, (_, index) => (
                <li key={index}>
                  <Skeleton className="aspect-square rounded-lg" />
                </li>
              ))}
        </ul>
      )}
      {next !== null && (
        <Button variant="ghost" className="mt-3" busy={busy} onClick={() => void more(next)}>
          {older}
        </Button>
      )}
    </Sheet>
  );
}

function readPictures(cursor?: string): Promise<LibraryPage> {
  const search = new URLSearchParams({ kind: "picture", limit: "30", ...(cursor && { cursor }) });
  return request("GET", `/api/library?${search}`);
}
