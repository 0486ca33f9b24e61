"use client";

import { useText } from "@/components/text-provider";
import { Sheet } from "@/components/ui/dialog";
import type { ModelSummary } from "@/lib/models/schema";
import { ModelList } from "./model-list";

interface ModelDialogProps {
  current: string;
  onChoose: (model: ModelSummary) => void;
  onClose: () => void;
}

/** The list of models for another answer to the same question. */
export function ModelDialog({ current, onChoose, onClose }: ModelDialogProps) {
  const words = useText("chat").receipt;
  return (
    <Sheet open onOpenChange={(open) => !open && onClose()} title={words.again}>
      <div className="-mx-4 -mb-4 border-t">
        <ModelList current={current} onChoose={onChoose} />
      </div>
    </Sheet>
  );
}
