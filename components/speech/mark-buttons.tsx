"use client";

import { useFormat, useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";

interface MarkButtonsProps {
  marks: readonly string[];
  onInsert: (mark: string) => void;
}

/** What stands in a text and is sounded: each goes in where the cursor is. */
export function MarkButtons({ marks, onInsert }: MarkButtonsProps) {
  const words = useText("speech");
  const format = useFormat();
  const names: Readonly<Record<string, string>> = words.mark;
  if (marks.length === 0) return null;
  return (
    <div role="group" aria-label={words.marks} className="flex flex-wrap gap-1">
      {marks.map((mark) => {
        const name = names[mark] ?? mark;
        return (
          <Button
            key={mark}
            size="sm"
            variant="outline"
            aria-label={format(words.insert, { mark: name })}
            data-tooltip={mark}
            onClick={() => onInsert(mark)}
          >
            {name}
          </Button>
        );
      })}
    </div>
  );
}
