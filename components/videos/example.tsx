"use client";

import { useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { Quota } from "@/lib/metering/schema";
import { writePrompt, type VideoModel } from "@/lib/videos/schema";
import { isOver } from "./draft";
import { VideoPrice } from "./video-price";

interface ExampleProps {
  /** one that begins with words */
  model: VideoModel | undefined;
  quota: Quota;
  busy: boolean;
  onRun: (model: VideoModel, prompt: string) => void;
  onTake: (prompt: string) => void;
}

/** Where nothing was made yet: one worked example that can be run at once. */
export function Example({ model, quota, busy, onRun, onTake }: ExampleProps) {
  const words = useText("videos");
  const prompt = writePrompt(words.example.fox);
  return (
    <EmptyState
      title={words.empty.title}
      action={
        <div className="flex flex-wrap items-center justify-center gap-2">
          <Button variant="ghost" onClick={() => onTake(prompt)}>
            {words.empty.take}
          </Button>
          {model && !isOver(model, quota) && (
            <>
              <VideoPrice model={model} quota={quota} over={false} />
              <Button variant="outline" busy={busy} onClick={() => onRun(model, prompt)}>
                {words.empty.run}
              </Button>
            </>
          )}
        </div>
      }
    >
      <p>{words.empty.text}</p>
      <p className="mt-3 rounded-lg bg-secondary px-4 py-3 text-left text-foreground">{prompt}</p>
    </EmptyState>
  );
}
