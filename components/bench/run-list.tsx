"use client";

import { Trash2 } from "lucide-react";
import { shortModelName } from "@/components/chat/quantities";
import { useFormat, useText } from "@/components/text-provider";
import { Badge } from "@/components/ui/badge";
import { Button, IconButton } from "@/components/ui/button";
import { Money } from "@/components/ui/money";
import { RelativeTime } from "@/components/ui/relative-time";
import type { RunSummary } from "@/lib/bench/schema";
import { cn } from "@/lib/ui";

interface RunListProps {
  runs: readonly RunSummary[];
  current: string | undefined;
  hasMore: boolean;
  /** how many are kept */
  kept: number;
  loading: boolean;
  onOpen: (id: string) => void;
  onDelete: (run: RunSummary) => void;
  onMore: () => void;
}

/** The runs of one kind, newest first: to look at again, to repeat, to delete. */
export function RunList({ runs, current, hasMore, kept, loading, onOpen, onDelete, onMore }: RunListProps) {
  const words = useText("bench");
  const format = useFormat();
  return (
    <section aria-label={words.runs.title} className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <h2 className="text-sm font-medium">{words.runs.title}</h2>
      {runs.length === 0 ? (
        <p className="text-sm text-muted-foreground">{words.runs.empty}</p>
      ) : (
        <ul className="grid grid-cols-[minmax(0,1fr)] border-y">
          {runs.map((run) => (
            <li
              key={run.id}
              className={cn("flex items-center gap-1 border-b last:border-b-0", run.id === current && "bg-accent")}
            >
              <button
                type="button"
                aria-current={run.id === current || undefined}
                className="grid min-w-0 grow gap-0.5 rounded-md px-2 py-2 text-left hover:bg-accent"
                onClick={() => onOpen(run.id)}
              >
                <span className="truncate text-sm">
                  <span className="sr-only">{words.runs.open} </span>
                  {run.title || words.runs.untitled}
                </span>
                <span className="tabular flex min-w-0 flex-wrap items-center gap-x-2 text-xs text-muted-foreground">
                  <span className="truncate">{shortModelName(run.modelId)}</span>
                  {run.costNanos !== null && run.currency !== null && (
                    <Money nanos={run.costNanos} currency={run.currency} />
                  )}
                  <RelativeTime value={run.createdAt} />
                  {run.state !== "complete" && (
                    <Badge tone={run.state === "failed" ? "danger" : run.state === "streaming" ? "accent" : "warning"}>
                      {words.states[run.state]}
                    </Badge>
                  )}
                </span>
              </button>
              {run.state !== "streaming" && (
                <IconButton
                  size="iconSm"
                  label={format(words.runs.delete, { title: run.title || words.runs.untitled })}
                  onClick={() => onDelete(run)}
                >
                  <Trash2 aria-hidden />
                </IconButton>
              )}
            </li>
          ))}
        </ul>
      )}
      {hasMore && (
        <Button variant="ghost" busy={loading} className="justify-self-start" onClick={onMore}>
          {words.runs.more}
        </Button>
      )}
      {runs.length > 0 && <p className="text-xs text-muted-foreground">{format(words.runs.kept, { count: kept })}</p>}
    </section>
  );
}
