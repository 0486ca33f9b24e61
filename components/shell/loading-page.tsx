"use client";

import type { ReactNode } from "react";
import { useText } from "@/components/text-provider";
import { Skeleton } from "@/components/ui/badge";
import { cn } from "@/lib/ui";

/** The shape of a `Page` while it is on its way. */
export function LoadingPage({ width = "wide", children }: { width?: "narrow" | "wide"; children: ReactNode }) {
  const common = useText("common");
  return (
    <div
      className={cn("mx-auto w-full px-4 pt-6 pb-16 sm:px-8 sm:pt-8", width === "narrow" ? "max-w-2xl" : "max-w-6xl")}
    >
      <p role="status" className="sr-only">
        {common.loading}
      </p>
      <Skeleton className="mb-6 h-7 w-36" />
      {children}
    </div>
  );
}
