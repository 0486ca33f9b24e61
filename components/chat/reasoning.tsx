"use client";

import { ChevronRight } from "lucide-react";
import { useEffect, useState } from "react";
import { Markdown } from "@/components/markdown";
import { useFormat, useText } from "@/components/text-provider";
import { wholeSeconds } from "./quantities";

interface ReasoningProps {
  text: string;
  durationMs: number | undefined;
  /** the model is thinking now */
  thinking: boolean;
  /** when the answer was asked for */
  since: string;
}

/** What the model thought before it answered: folded away, with how long it took, live while it goes on. */
export function Reasoning({ text, durationMs, thinking, since }: ReasoningProps) {
  const words = useText("chat").message;
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const elapsedMs = useElapsed(thinking, since);
  const label = thinking
    ? elapsedMs === undefined
      ? words.thinking
      : format(words.thinkingFor, { duration: wholeSeconds(elapsedMs) })
    : durationMs === undefined
      ? words.thought
      : format(words.thoughtFor, { duration: wholeSeconds(durationMs) });
  return (
    <details className="group mb-3" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="touch tabular -ml-1 inline-flex min-h-7 items-center gap-1 rounded-md px-1 text-sm text-muted-foreground hover:text-foreground">
        <ChevronRight
          className="size-4 transition-transform group-open:rotate-90 motion-reduce:transition-none"
          aria-hidden
        />
        <span className={thinking ? "animate-pulse motion-reduce:animate-none" : undefined}>{label}</span>
      </summary>
      {open && (
        <div className="mt-2 border-l-2 pl-4 text-sm leading-relaxed text-muted-foreground">
          <Markdown text={text} streaming={thinking} />
        </div>
      )}
    </details>
  );
}

/** Whole seconds since a time, while it runs. Unknown on the server, whose clock is another. */
function useElapsed(running: boolean, since: string): number | undefined {
  const [elapsedMs, setElapsedMs] = useState<number>();
  useEffect(() => {
    if (!running) return;
    const measure = () => setElapsedMs(Math.max(0, Math.floor((Date.now() - Date.parse(since)) / 1_000)) * 1_000);
    const timer = setInterval(measure, 1_000);
    return () => clearInterval(timer);
  }, [running, since]);
  return running && elapsedMs !== undefined && elapsedMs >= 1_000 ? elapsedMs : undefined;
}
