"use client";

import { useState } from "react";
import { useFailureText } from "@/components/failure";
import { useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";

interface SureDialogProps {
  title: string;
  text: string;
  /** of the button */
  action: string;
  onSure: () => Promise<void>;
  onClose: () => void;
}

/** Asks before a voice is deleted: nothing brings it back. */
export function SureDialog({ title, text, action, onSure, onClose }: SureDialogProps) {
  const common = useText("common");
  const failureText = useFailureText();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const run = async () => {
    setBusy(true);
    try {
      await onSure();
      onClose();
    } catch (error) {
      setFailure(failureText(error));
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={text}
      footer={
        <>
          <Button variant="ghost" data-autofocus onClick={onClose}>
            {common.cancel}
          </Button>
          <Button variant="danger" busy={busy} onClick={() => void run()}>
            {action}
          </Button>
        </>
      }
    >
      {failure && <Notice tone="danger">{failure}</Notice>}
    </Dialog>
  );
}
