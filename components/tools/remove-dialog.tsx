"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useFormat, useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { useExplainTool } from "./use-explain-tool";

interface RemoveDialogProps {
  name: string;
  remove: () => Promise<void>;
  onClose: () => void;
}

/** Asks before a tool is deleted, since its secrets cannot come back. */
export function RemoveDialog({ name, remove, onClose }: RemoveDialogProps) {
  const words = useText("toolForms");
  const format = useFormat();
  const router = useRouter();
  const { explainFailure } = useExplainTool();
  const [busy, setBusy] = useState(false);
  const confirm = async () => {
    setBusy(true);
    try {
      await remove();
      toast({ text: words.removed, tone: "success" });
      router.refresh();
      onClose();
    } catch (error) {
      toast({ text: explainFailure(error), tone: "danger" });
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={format(words.removeQuestion, { name })}
      description={words.removeText}
      footer={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button variant="danger" busy={busy} onClick={() => void confirm()}>
            {words.remove}
          </Button>
        </>
      }
    />
  );
}
