"use client";

import { useFormat, useLocale, useText } from "@/components/text-provider";
import type { StorageUse } from "@/lib/storage/schema";
import { cn } from "@/lib/ui";
import { shortSize } from "./sizes";

/** What the person's files take of what they may take. */
export function StorageMeter({ use }: { use: StorageUse }) {
  const words = useText("library").use;
  const format = useFormat();
  const locale = useLocale();
  const size = (bytes: number) => shortSize(bytes, locale);
  const trashBytes = use.kinds.reduce((sum, kind) => sum + kind.trashBytes, 0);
  const inTrash = trashBytes > 0 ? format(words.trash, { size: size(trashBytes) }) : undefined;
  if (use.limitBytes === null) {
    return (
      <p className="tabular text-xs text-muted-foreground" data-tooltip={inTrash}>
        {format(words.unlimited, { used: size(use.usedBytes) })}
      </p>
    );
  }
  const part = Math.min(1, use.usedBytes / use.limitBytes);
  const full = part >= 1;
  const near = part >= 0.9;
  return (
    <div className="grid min-w-40 gap-1 sm:max-w-64" data-tooltip={inTrash}>
      <p className={cn("tabular text-xs", full ? "font-medium text-destructive" : "text-muted-foreground")}>
        {format(words.of, { used: size(use.usedBytes), limit: size(use.limitBytes) })}
      </p>
      <svg
        role="meter"
        aria-label={words.label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(part * 100)}
        aria-valuetext={format(words.of, { used: size(use.usedBytes), limit: size(use.limitBytes) })}
        className="h-1.5 w-full rounded-full bg-secondary"
        overflow="hidden"
      >
        <rect
          height="100%"
          width={`${part * 100}%`}
          className={full ? "fill-destructive" : near ? "fill-warning" : "fill-ring"}
        />
      </svg>
      {near && (
        <p className={cn("text-xs", full ? "text-destructive" : "text-warning")}>
          {full ? words.full : words.nearlyFull}
        </p>
      )}
    </div>
  );
}
