"use client";

import { ChevronRight, Lightbulb } from "lucide-react";
import { useState } from "react";
import { useFormat, useText } from "@/components/text-provider";
import { DropdownMenu, DropdownMenuItem } from "@/components/ui/dropdown-menu";
import { fieldAttributes, FieldError, Label } from "@/components/ui/field";
import { Button } from "@/components/ui/button";
import { Input, Textarea } from "@/components/ui/input";
import {
  countWords,
  MAX_PROMPT,
  MAX_WORDS,
  promptParts,
  readPrompt,
  writePrompt,
  type PromptParts,
} from "@/lib/videos/schema";
import { cn } from "@/lib/ui";

interface PromptFieldProps {
  id: string;
  value: string;
  error: string | undefined;
  onChange: (prompt: string) => void;
}

const exampleNames = ["fox", "market", "cup"] as const;

/** What happens in the clip, as a free text or in parts: two views of the same paragraph. */
export function PromptField({ id, value, error, onChange }: PromptFieldProps) {
  const words = useText("videos");
  const format = useFormat();
  const [open, setOpen] = useState(false);
  // What stands in the parts, for as long as the text is what they make: a text written by hand is read anew.
  const [written, setWritten] = useState<{ text: string; parts: PromptParts }>();
  const parts = written?.text === value ? written.parts : open ? readPrompt(value) : undefined;
  const count = countWords(value);
  const long = count >= MAX_WORDS;

  const write = (next: PromptParts) => {
    const text = writePrompt(next).slice(0, MAX_PROMPT);
    setWritten({ text, parts: next });
    onChange(text);
  };

  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <div className="grid gap-1.5">
        <div className="flex items-end justify-between gap-2">
          <Label htmlFor={id}>{words.prompt}</Label>
          <DropdownMenu
            label={words.examples}
            align="end"
            trigger={
              <Button size="sm" variant="ghost">
                <Lightbulb aria-hidden />
                {words.examples}
              </Button>
            }
          >
            {exampleNames.map((name) => (
              <DropdownMenuItem key={name} onSelect={() => write(words.example[name])}>
                {words.exampleNames[name]}
              </DropdownMenuItem>
            ))}
          </DropdownMenu>
        </div>
        <Textarea
          {...fieldAttributes(id, { hint: true, error })}
          rows={6}
          className="field-sizing-content max-h-80 min-h-32"
          maxLength={MAX_PROMPT}
          value={value}
          placeholder={words.promptPlaceholder}
          onChange={(event) => onChange(event.target.value)}
        />
        {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
        <div className="flex justify-between gap-3 text-xs text-muted-foreground">
          <p id={`${id}-hint`}>{long ? words.tooLong : format(words.promptHint, { limit: MAX_WORDS })}</p>
          <p className={cn("tabular shrink-0", long && "font-medium text-warning")} aria-live={long ? "polite" : "off"}>
            {format(words.words, { count, limit: MAX_WORDS })}
          </p>
        </div>
      </div>
      <details
        className="group rounded-lg border bg-card"
        open={open}
        onToggle={(event) => setOpen(event.currentTarget.open)}
      >
        <summary className="flex min-h-9 list-none items-center gap-2 rounded-lg px-3 text-sm [&::-webkit-details-marker]:hidden">
          <ChevronRight
            className="size-4 text-muted-foreground transition-transform group-open:rotate-90 motion-reduce:transition-none"
            aria-hidden
          />
          {words.structure}
        </summary>
        {parts && (
          <div className="grid gap-3 border-t p-3">
            <p className="text-xs text-muted-foreground">{words.structureText}</p>
            {promptParts.map((part) => (
              <div key={part} className="grid gap-1">
                <Label htmlFor={`${id}-${part}`} className="text-xs">
                  {words.parts[part]}
                </Label>
                <Input
                  id={`${id}-${part}`}
                  value={parts[part]}
                  maxLength={1_000}
                  placeholder={words.partHints[part]}
                  onChange={(event) => write({ ...parts, [part]: event.target.value })}
                />
              </div>
            ))}
          </div>
        )}
      </details>
    </div>
  );
}
