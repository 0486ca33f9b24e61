"use client";

import { useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { writePrompt } from "@/lib/videos/schema";

/** Where nothing was made yet: one worked example, which shows its price once it stands in the form. */
export function Example({ onTake }: { onTake: (prompt: string) => void }) {
  const words = useText("videos");
  const prompt = writePrompt(words.example.fox);
  return (
    <EmptyState
      title={words.empty.title}
      action={
        <Button variant="outline" onClick={() => onTake(prompt)}>
          {words.empty.take}
        </Button>
      }
    >
      <p>{words.empty.text}</p>
      <p className="mt-3 rounded-lg bg-secondary px-4 py-3 text-left text-foreground">{prompt}</p>
    </EmptyState>
  );
}
