"use client";

import { useFormat, useText } from "@/components/text-provider";
import { cn } from "@/lib/ui";
import { shortCount } from "./quantities";

/** How much of what the model can read at once is taken. */
export function ContextMeter({ used, whole }: { used: number; whole: number }) {
  const words = useText("chat").context;
  const format = useFormat();
  const label = format(words.label, { used: shortCount(used), whole: shortCount(whole) });
  const share = used / whole;
  return (
    <span
      role="img"
      aria-label={label}
      data-tooltip={share > 1 ? `${label}. ${words.over}` : label}
      className={cn(
        "tabular inline-flex h-8 items-center gap-1.5 px-1 text-xs text-muted-foreground",
        share > 0.8 && "text-warning",
        share > 1 && "text-destructive",
      )}
    >
      <svg viewBox="0 0 20 20" className="size-4 -rotate-90" aria-hidden>
        <circle cx="10" cy="10" r="7" fill="none" stroke="currentColor" strokeOpacity="0.22" strokeWidth="3" />
        <circle
          cx="10"
          cy="10"
          r="7"
          fill="none"
          stroke="currentColor"
          strokeWidth="3"
          pathLength="100"
          strokeDasharray={`${Math.min(100, Math.max(share > 0 ? 2 : 0, share * 100))} 100`}
        />
      </svg>
      {share >= 0.1 && <span className="max-sm:hidden">{Math.round(share * 100)} %</span>}
    </span>
  );
}
