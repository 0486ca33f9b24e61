"use client";

import { useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { usualSettings, type ImageModel, type ImageSettings } from "@/lib/images/schema";
import type { Quota } from "@/lib/metering/schema";
import { findObstacle } from "./obstacle";
import { ImagesPrice } from "./images-price";

interface ExampleProps {
  model: ImageModel;
  quota: Quota;
  busy: boolean;
  onRun: (settings: ImageSettings) => void;
  onTake: (prompt: string) => void;
}

/** Where nothing was made yet: one worked example that can be run at once. */
export function Example({ model, quota, busy, onRun, onTake }: ExampleProps) {
  const words = useText("images").empty;
  const settings = usualSettings(model, words.example);
  const possible = !findObstacle(model, settings, { uploading: false, quota });
  return (
    <EmptyState
      title={words.title}
      action={
        <div className="flex flex-wrap items-center justify-center gap-2">
          <Button variant="ghost" onClick={() => onTake(words.example)}>
            {words.take}
          </Button>
          {possible && (
            <>
              <ImagesPrice model={model} count={1} quota={quota} />
              <Button variant="outline" busy={busy} onClick={() => onRun(settings)}>
                {words.run}
              </Button>
            </>
          )}
        </div>
      }
    >
      <p>{words.text}</p>
      <p className="mt-3 rounded-lg bg-secondary px-4 py-3 text-left text-foreground">{words.example}</p>
    </EmptyState>
  );
}
