"use client";

import { useText } from "@/components/text-provider";
import { Skeleton } from "@/components/ui/badge";
import { FeedSkeleton } from "./creation-feed";

/** The shape of a studio while it is on its way: its form, and beside it what was made. */
export function StudioSkeleton() {
  const common = useText("common");
  return (
    <div className="lg:grid lg:h-full lg:grid-cols-[25rem_minmax(0,1fr)]">
      <p role="status" className="sr-only">
        {common.loading}
      </p>
      <div className="grid content-start gap-5 border-b p-4 lg:border-r lg:border-b-0 lg:px-5 lg:pt-6">
        <Skeleton className="h-7 w-28" />
        <Skeleton className="h-9" />
        <Skeleton className="h-28" />
        <Skeleton className="h-9 w-3/4" />
        <Skeleton className="h-16 max-lg:hidden" />
        <Skeleton className="h-9 w-40 max-lg:hidden" />
      </div>
      <div className="overflow-hidden px-4 pt-6 lg:px-6">
        <FeedSkeleton />
      </div>
    </div>
  );
}
