"use client";

import { CircleAlert, CircleCheck, CircleDashed } from "lucide-react";
import { useFormat, useText } from "@/components/text-provider";
import { Spinner } from "@/components/ui/spinner";
import { cn } from "@/lib/ui";
import type { TranscriptionState } from "@/lib/transcriptions/schema";

interface StateLineProps {
  state: TranscriptionState;
  done: number;
  total: number;
  className?: string;
}

/** How far it has come, in words and with an icon. */
export function StateLine({ state, done, total, className }: StateLineProps) {
  const words = useText("transcribe").states;
  const format = useFormat();
  const running = state === "reading" || state === "working";
  const bad = state === "failed" || state === "incomplete";
  return (
    <span
      className={cn(
        "inline-flex items-center gap-1.5 text-xs [&_svg]:size-3.5",
        bad ? "text-destructive" : "text-muted-foreground",
        className,
      )}
    >
      {running ? (
        <Spinner />
      ) : state === "done" ? (
        <CircleCheck className="text-success" aria-hidden />
      ) : state === "incomplete" ? (
        <CircleDashed aria-hidden />
      ) : (
        <CircleAlert aria-hidden />
      )}
      {format(words[state], { done, total })}
    </span>
  );
}
