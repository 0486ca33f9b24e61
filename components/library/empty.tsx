"use client";

import { ImagePlus } from "lucide-react";
import { useFormat, useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { isNarrowed, type Filters } from "./filters";

interface LibraryEmptyProps {
  filters: Filters;
  trashDays: number;
  onClear: () => void;
}

/** Nothing to show, and what to do about it. */
export function LibraryEmpty({ filters, trashDays, onClear }: LibraryEmptyProps) {
  const words = useText("library");
  const format = useFormat();
  if (isNarrowed(filters)) {
    return (
      <EmptyState title={words.empty.filtered} action={<Button onClick={onClear}>{words.clear}</Button>}>
        {words.empty.filteredText}
      </EmptyState>
    );
  }
  if (filters.trash) {
    return <EmptyState title={words.empty.trash}>{format(words.empty.trashText, { days: trashDays })}</EmptyState>;
  }
  return (
    <EmptyState
      title={words.empty.title}
      action={
        <div className="grid justify-items-center gap-3">
          <p className="max-w-md rounded-lg border bg-card px-4 py-3 text-sm">{words.empty.example}</p>
          <ButtonLink href={`/images?prompt=${encodeURIComponent(words.empty.example)}`} variant="primary">
            <ImagePlus aria-hidden />
            {words.empty.try}
          </ButtonLink>
        </div>
      }
    >
      {words.empty.text}
    </EmptyState>
  );
}
