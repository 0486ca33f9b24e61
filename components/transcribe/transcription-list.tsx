"use client";

import { clock } from "@/components/library/sizes";
import { useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import type { TranscriptionSummary } from "@/lib/transcriptions/schema";
import { StateLine } from "./state-line";

interface TranscriptionListProps {
  items: readonly TranscriptionSummary[];
  hasMore: boolean;
  loadingMore: boolean;
  onOpen: (id: string) => void;
  onMore: () => void;
}

/** What was written down before, newest first. */
export function TranscriptionList({ items, hasMore, loadingMore, onOpen, onMore }: TranscriptionListProps) {
  const words = useText("transcribe").list;
  return (
    <section aria-label={words.title} className="max-w-3xl">
      <h2 className="mb-2 text-sm font-medium">{words.title}</h2>
      <ul className="grid divide-y border-y">
        {items.map((item) => (
          <li key={item.id} data-listed={item.id}>
            <button
              type="button"
              className="grid w-full min-w-0 gap-1 rounded-md px-2 py-3 text-left hover:bg-accent"
              onClick={() => onOpen(item.id)}
            >
              <span className="flex min-w-0 items-baseline gap-3">
                <span className="min-w-0 grow truncate text-sm font-medium">{item.name}</span>
                <span className="tabular shrink-0 text-xs text-muted-foreground">{clock(item.durationMs)}</span>
              </span>
              {item.excerpt !== "" && (
                <span className="line-clamp-2 text-sm text-muted-foreground wrap-anywhere">{item.excerpt}</span>
              )}
              <span className="flex items-center gap-3 text-xs text-muted-foreground">
                <StateLine state={item.state} done={item.partsDone} total={item.partsTotal} />
                <RelativeTime value={item.createdAt} />
              </span>
            </button>
          </li>
        ))}
      </ul>
      {hasMore && (
        <Button variant="ghost" className="mt-3" busy={loadingMore} onClick={onMore}>
          {words.older}
        </Button>
      )}
    </section>
  );
}
