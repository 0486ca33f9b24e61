"use client";

import Link from "next/link";
import { useLayoutEffect, useRef } from "react";
import { cn } from "@/lib/ui";

export interface TabLink {
  href: string;
  label: string;
  current: boolean;
}

/** Views of one page, each with an address of its own. Where they don't fit, the current one is scrolled into view and the side with more fades out. */
export function TabLinks({
  label,
  items,
  className,
}: {
  label: string;
  items: readonly TabLink[];
  className?: string;
}) {
  const nav = useRef<HTMLElement>(null);
  const current = items.find((item) => item.current)?.href;

  useLayoutEffect(() => {
    const row = nav.current;
    if (!row) return;
    const link = row.querySelector<HTMLElement>("[aria-current]");
    if (link) row.scrollLeft = link.offsetLeft - (row.clientWidth - link.offsetWidth) / 2;
    const observer = new ResizeObserver(() => markHidden(row));
    observer.observe(row);
    return () => observer.disconnect();
  }, [current]);

  return (
    <nav
      ref={nav}
      aria-label={label}
      onScroll={(event) => markHidden(event.currentTarget)}
      className={cn(
        "relative flex gap-5 overflow-x-auto border-b [--fade-end:black] [--fade-start:black] [mask-image:linear-gradient(to_right,var(--fade-start),black_2rem,black_calc(100%-2rem),var(--fade-end))] [scrollbar-width:none] data-[more~=end]:[--fade-end:transparent] data-[more~=start]:[--fade-start:transparent]",
        className,
      )}
    >
      {items.map((item) => (
        <Link
          key={item.href}
          href={item.href}
          aria-current={item.current ? "page" : undefined}
          className="-mb-px border-b-2 border-transparent py-2 whitespace-nowrap text-muted-foreground hover:text-foreground aria-[current]:border-primary aria-[current]:font-medium aria-[current]:text-foreground"
        >
          {item.label}
        </Link>
      ))}
    </nav>
  );
}

/** Notes on the row at which of its ends there is more than shows; straight on the element, since nothing else depends on it. */
function markHidden(row: HTMLElement): void {
  const hidden = row.scrollWidth - row.clientWidth - row.scrollLeft;
  row.dataset.more = `${row.scrollLeft > 1 ? "start" : ""} ${hidden > 1 ? "end" : ""}`.trim();
}
