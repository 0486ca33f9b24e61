"use client";

import { useState } from "react";
import { useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

interface DeleteDialogProps {
  onDelete: () => Promise<void>;
  onClose: () => void;
}

/** Asks before a text is destroyed: nothing brings it back. */
export function DeleteDialog({ onDelete, onClose }: DeleteDialogProps) {
  const words = useText("transcribe").sure;
  const common = useText("common");
  const [busy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    await onDelete();
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={words.title}
      description={words.text}
      footer={
        <>
          <Button variant="ghost" data-autofocus onClick={onClose}>
            {common.cancel}
          </Button>
          <Button variant="danger" busy={busy} onClick={() => void run()}>
            {words.delete}
          </Button>
        </>
      }
    />
  );
}
