"use client";

import { memo } from "react";
import { clock } from "@/components/library/sizes";
import { useFormat, useText } from "@/components/text-provider";
import { cn } from "@/lib/ui";
import type { Phrase } from "@/lib/transcriptions/schema";

interface PhraseListProps {
  phrases: readonly Phrase[];
  /** the one that is heard now */
  current: number;
  /** absent: there is nothing to play */
  onPlay: ((fromMs: number) => void) | undefined;
}

/** What was said, phrase by phrase, each with its time; a press plays it. */
export const PhraseList = memo(function PhraseList({ phrases, current, onPlay }: PhraseListProps) {
  return (
    <ol className="grid gap-0.5">
      {phrases.map((phrase, index) => (
        <PhraseRow key={phrase.fromMs} phrase={phrase} current={index === current} onPlay={onPlay} />
      ))}
    </ol>
  );
});

interface PhraseRowProps {
  phrase: Phrase;
  current: boolean;
  onPlay: ((fromMs: number) => void) | undefined;
}

const PhraseRow = memo(function PhraseRow({ phrase, current, onPlay }: PhraseRowProps) {
  const words = useText("transcribe").text;
  const format = useFormat();
  const { fromMs, text } = phrase;
  const time = clock(fromMs);
  return (
    <li className="[contain-intrinsic-size:auto_2.25rem] [content-visibility:auto]">
      <div
        className={cn("flex gap-3 rounded-md px-2 py-1", current && "bg-primary-soft")}
        aria-current={current || undefined}
      >
        {onPlay ? (
          <button
            type="button"
            aria-label={format(words.playFrom, { time })}
            className="touch tabular h-6 shrink-0 rounded-sm font-mono text-xs text-primary-text hover:underline"
            onClick={() => onPlay(fromMs)}
          >
            {time}
          </button>
        ) : (
          <span className="tabular h-6 shrink-0 font-mono text-xs leading-6 text-muted-foreground">{time}</span>
        )}
        <p className="min-w-0 leading-relaxed wrap-anywhere">{text}</p>
      </div>
    </li>
  );
});

/** The phrase that is heard at a place in time; -1 before the first. Pure. */
export function phraseAt(phrases: readonly Phrase[], positionMs: number): number {
  let found = -1;
  for (const [index, { fromMs }] of phrases.entries()) {
    if (fromMs > positionMs) break;
    found = index;
  }
  return found;
}
