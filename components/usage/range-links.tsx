import Link from "next/link";
import type { Messages } from "@/lib/i18n/schema";
import { ranges, type Range } from "./range";

export interface RangeLinksProps {
  path: string;
  current: Range;
  usage: Messages["usage"];
}

/** The choice of the period, each with an address of its own. */
export function RangeLinks({ path, current, usage }: RangeLinksProps) {
  return (
    <nav aria-label={usage.range} className="inline-flex rounded-lg bg-secondary p-0.5">
      {ranges.map((range) => (
        <Link
          key={range}
          href={range === "month" ? path : `${path}?range=${range}`}
          aria-current={range === current ? "true" : undefined}
          scroll={false}
          className="inline-flex h-7 items-center rounded-md px-3 whitespace-nowrap text-muted-foreground transition-colors hover:text-foreground aria-[current]:bg-card aria-[current]:text-foreground aria-[current]:shadow-sm max-sm:px-2 dark:aria-[current]:bg-background pointer-coarse:h-10"
        >
          {usage.ranges[range]}
        </Link>
      ))}
    </nav>
  );
}
