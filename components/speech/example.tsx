"use client";

import { useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { Quota } from "@/lib/metering/schema";
import { planSpeech, type SpeechModel, type SpeechSettings } from "@/lib/speech/schema";
import { emptyDraft, toSettings } from "./draft";
import { isOverQuota, SpeechPrice } from "./speech-price";

interface ExampleProps {
  model: SpeechModel | undefined;
  quota: Quota;
  busy: boolean;
  onRun: (settings: SpeechSettings) => void;
  onTake: (text: string) => void;
}

/** Where nothing was spoken yet: one worked example that can be heard at once. */
export function Example({ model, quota, busy, onRun, onTake }: ExampleProps) {
  const words = useText("speech").empty;
  const text = words.example;
  const settings = toSettings(emptyDraft, model, text).settings;
  const bytes = model ? planSpeech(model, { text }).bytes : 0;
  return (
    <EmptyState
      title={words.title}
      action={
        <div className="flex flex-wrap items-center justify-center gap-2">
          <Button variant="ghost" onClick={() => onTake(text)}>
            {words.take}
          </Button>
          {settings && !isOverQuota(model, bytes, quota) && (
            <>
              <SpeechPrice model={model} bytes={bytes} quota={quota} over={false} />
              <Button variant="outline" busy={busy} onClick={() => onRun(settings)}>
                {words.run}
              </Button>
            </>
          )}
        </div>
      }
    >
      <p>{words.text}</p>
      <p className="mt-3 rounded-lg bg-secondary px-4 py-3 text-left text-foreground">{text}</p>
    </EmptyState>
  );
}
