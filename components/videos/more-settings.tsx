"use client";

import { ChevronRight } from "lucide-react";
import { useId, useState } from "react";
import { useText } from "@/components/text-provider";
import { Field, fieldAttributes } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { MAX_PROMPT } from "@/lib/videos/schema";
import type { VideoDraft } from "./draft";

interface MoreSettingsProps {
  draft: VideoDraft;
  seedProblem: string | undefined;
  onChange: (draft: VideoDraft) => void;
}

/** What is seldom set: folded away, and open where it holds something. */
export function MoreSettings({ draft, seedProblem, onChange }: MoreSettingsProps) {
  const words = useText("videos");
  const id = useId();
  const [open, setOpen] = useState(draft.negativePrompt !== "" || draft.seed !== "");
  return (
    <details
      className="group"
      open={open || seedProblem !== undefined}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary className="flex min-h-8 list-none items-center gap-2 rounded-md text-sm [&::-webkit-details-marker]:hidden">
        <ChevronRight
          className="size-4 text-muted-foreground transition-transform group-open:rotate-90 motion-reduce:transition-none"
          aria-hidden
        />
        {words.more}
      </summary>
      <div className="grid gap-4 pt-3">
        <Field id={`${id}-negative`} label={words.negative} hint={words.negativeHint}>
          <Textarea
            {...fieldAttributes(`${id}-negative`, { hint: true })}
            rows={2}
            className="min-h-16"
            maxLength={MAX_PROMPT}
            value={draft.negativePrompt}
            onChange={(event) => onChange({ ...draft, negativePrompt: event.target.value })}
          />
        </Field>
        <Field id={`${id}-seed`} label={words.seed} hint={words.seedHint} error={seedProblem}>
          <Input
            {...fieldAttributes(`${id}-seed`, { hint: true, error: seedProblem })}
            data-seed
            inputMode="numeric"
            autoComplete="off"
            maxLength={10}
            className="w-44"
            value={draft.seed}
            onChange={(event) => onChange({ ...draft, seed: event.target.value })}
          />
        </Field>
      </div>
    </details>
  );
}
