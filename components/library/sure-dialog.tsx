"use client";

import { useState } from "react";
import { useFormat, useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

interface SureDialogProps {
  /** how many items; undefined: all of the trash */
  count: number | undefined;
  onDelete: () => Promise<void>;
  onClose: () => void;
}

/** Asks before bytes are destroyed: nothing brings them back. */
export function SureDialog({ count, onDelete, onClose }: SureDialogProps) {
  const words = useText("library").sure;
  const common = useText("common");
  const format = useFormat();
  const [busy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    await onDelete();
    onClose();
  };
  const all = count === undefined;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={all ? words.emptyTitle : words.title}
      description={all ? words.emptyText : format(words.text, { count })}
      footer={
        <>
          <Button variant="ghost" data-autofocus onClick={onClose}>
            {common.cancel}
          </Button>
          <Button variant="danger" busy={busy} onClick={() => void run()}>
            {all ? words.empty : words.delete}
          </Button>
        </>
      }
    />
  );
}
