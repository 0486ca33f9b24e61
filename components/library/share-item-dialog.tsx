"use client";

import { useState } from "react";
import { LinkDialog } from "@/components/sharing/link-dialog";
import { useText } from "@/components/text-provider";
import { Checkbox } from "@/components/ui/switch";
import type { ItemShare, LibraryItem } from "@/lib/library/schema";
import { shareItem } from "./api";

interface ShareItemDialogProps {
  item: LibraryItem;
  onClose: () => void;
  onShared: (share: ItemShare) => void;
}

/** A link to one item, with or without the words it was made from. */
export function ShareItemDialog({ item, onClose, onShared }: ShareItemDialogProps) {
  const words = useText("library").share;
  const [withPrompt, setWithPrompt] = useState(false);
  const make = async (expiresInDays: number | null) => {
    const made = await shareItem({ assetId: item.id, withPrompt, expiresInDays });
    onShared(made.share);
    return made;
  };
  return (
    <LinkDialog words={words} make={make} onClose={onClose}>
      {item.origin !== "upload" && (
        <label className="flex items-center gap-2.5">
          <Checkbox checked={withPrompt} onChange={({ target }) => setWithPrompt(target.checked)} />
          {words.withPrompt}
        </label>
      )}
    </LinkDialog>
  );
}
