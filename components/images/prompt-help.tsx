"use client";

import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { useFormat, useText } from "@/components/text-provider";
import { cn } from "@/lib/ui";
import { hasPhrase, togglePhrase } from "./phrases";

interface PromptHelpProps {
  prompt: string;
  negativePrompt: string;
  /** the model has a field of its own for what to keep out */
  takesNegative: boolean;
  onPrompt: (prompt: string) => void;
  onNegative: (negativePrompt: string) => void;
}

/** What makes a good prompt, part by part, with phrases that go into it and out again by a press. */
export function PromptHelp({ prompt, negativePrompt, takesNegative, onPrompt, onNegative }: PromptHelpProps) {
  const words = useText("images").help;
  const format = useFormat();
  const inPrompt = (phrase: string) => ({
    pressed: hasPhrase(prompt, phrase),
    toggle: () => onPrompt(togglePhrase(prompt, phrase, words.joint)),
  });
  const excluded = (thing: string) => {
    if (!takesNegative) return inPrompt(format(words.without, { thing }));
    return {
      pressed: hasPhrase(negativePrompt, thing),
      toggle: () => onNegative(togglePhrase(negativePrompt, thing, words.joint)),
    };
  };
  // Another subject takes the place of the one before.
  const subject = (phrase: string) => ({
    pressed: hasPhrase(prompt, phrase),
    toggle: () => {
      const other = words.whats.find((each) => each !== phrase && hasPhrase(prompt, each));
      onPrompt(other ? prompt.replace(other, phrase) : leading(prompt, phrase, words.joint));
    },
  });
  return (
    <details className="group rounded-lg border">
      <summary className="flex min-h-9 items-center gap-1.5 rounded-lg px-3 text-sm hover:bg-accent pointer-coarse:min-h-11">
        <ChevronRight className="size-4 text-muted-foreground transition-transform group-open:rotate-90" aria-hidden />
        {words.title}
      </summary>
      <div className="grid gap-3 px-3 pt-1 pb-3">
        <p className="text-xs text-muted-foreground">{words.text}</p>
        <Part title={words.what}>
          {words.whats.map((phrase) => (
            <Chip key={phrase} {...subject(phrase)}>
              {phrase}
            </Chip>
          ))}
        </Part>
        <Part title={words.mood}>
          {words.moods.map((phrase) => (
            <Chip key={phrase} {...inPrompt(phrase)}>
              {phrase}
            </Chip>
          ))}
        </Part>
        <Part title={words.style}>
          {words.styles.map((phrase) => (
            <Chip key={phrase} {...inPrompt(phrase)}>
              {phrase}
            </Chip>
          ))}
        </Part>
        <Part title={words.exclusions} hint={takesNegative ? undefined : words.exclusionsInPrompt}>
          {words.exclusionChips.map((thing) => (
            <Chip key={thing} {...excluded(thing)}>
              {thing}
            </Chip>
          ))}
        </Part>
      </div>
    </details>
  );
}

/** The subject comes before how it looks. */
function leading(prompt: string, phrase: string, joint: string): string {
  if (hasPhrase(prompt, phrase)) return togglePhrase(prompt, phrase, joint);
  return prompt.trim() === "" ? phrase : `${phrase}${joint}${prompt.trimStart()}`;
}

function Part({ title, hint, children }: { title: string; hint?: string | undefined; children: ReactNode }) {
  return (
    <div role="group" aria-label={title} className="grid gap-1.5">
      <p className="text-xs font-medium">
        {title} {hint && <span className="font-normal text-muted-foreground">{hint}</span>}
      </p>
      <div className="flex flex-wrap gap-1.5">{children}</div>
    </div>
  );
}

interface ChipProps {
  pressed: boolean;
  toggle: () => void;
  children: ReactNode;
}

function Chip({ pressed, toggle, children }: ChipProps) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      className={cn(
        "rounded-md border border-border px-2 py-1 text-left text-xs text-muted-foreground transition-colors hover:bg-accent hover:text-foreground pointer-coarse:min-h-11",
        pressed && "border-primary bg-primary-soft text-primary-text hover:bg-primary-soft hover:text-primary-text",
      )}
      onClick={toggle}
    >
      {children}
    </button>
  );
}
