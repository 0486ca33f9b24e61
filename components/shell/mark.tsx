"use client";

import { cn } from "@/lib/ui";

/** The product's sign. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" className={cn("size-6 text-primary", className)} fill="none" aria-hidden>
      <path
        d="M12 2.5 20.5 7.3v9.4L12 21.5l-8.5-4.8V7.3Z"
        stroke="currentColor"
        strokeWidth="1.75"
        strokeLinejoin="round"
      />
      <path
        d="M3.5 7.3 12 12l8.5-4.7M12 12v9.5"
        stroke="currentColor"
        strokeOpacity="0.55"
        strokeWidth="1.75"
        strokeLinejoin="round"
      />
    </svg>
  );
}
