"use client";

import type { ReactNode } from "react";
import { useText } from "@/components/text-provider";
import { Skeleton } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { Creation } from "@/lib/creations/schema";
import type { Creations } from "./use-creations";

interface CreationFeedProps {
  creations: Creations;
  /** shown where nothing was made yet */
  empty: ReactNode;
  card: (creation: Creation) => ReactNode;
}

/** What was made in a studio, newest first, older ones when asked for. */
export function CreationFeed({ creations, empty, card }: CreationFeedProps) {
  const words = useText("creations");
  const common = useText("common");
  if (creations.failed)
    return (
      <Notice tone="danger">
        <p>{words.loadFailed}</p>
        <Button size="sm" variant="outline" className="mt-2" onClick={creations.reload}>
          {common.tryAgain}
        </Button>
      </Notice>
    );
  if (creations.loading) return <FeedSkeleton label={words.loading} />;
  if (creations.items.length === 0) return empty;
  return (
    <section aria-label={words.list}>
      <h2 className="sr-only">{words.list}</h2>
      {creations.items.map(card)}
      {creations.hasMore && (
        <Button variant="ghost" busy={creations.loadingMore} onClick={creations.more}>
          {words.older}
        </Button>
      )}
    </section>
  );
}

/** The shape of two cards with their results. */
export function FeedSkeleton({ label }: { label?: string }) {
  return (
    <div role={label ? "status" : undefined} aria-label={label} className="grid gap-8">
      {[4, 2].map((count) => (
        <div key={count} className="grid gap-3">
          <Skeleton className="h-4 w-3/4 max-w-md" />
          <Skeleton className="h-3 w-48" />
          <div className="grid grid-cols-2 gap-3 sm:grid-cols-[repeat(auto-fill,minmax(13rem,1fr))]">
            {Array.from({ length: count }, (_, index) => (
              <Skeleton key={index} className="aspect-square rounded-lg" />
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}
