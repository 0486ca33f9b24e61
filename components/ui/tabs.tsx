import Link from "next/link";
import { cn } from "@/lib/ui";

export interface TabLink {
  href: string;
  label: string;
  current: boolean;
}

/** Views of one page, each with an address of its own. */
export function TabLinks({
  label,
  items,
  className,
}: {
  label: string;
  items: readonly TabLink[];
  className?: string;
}) {
  return (
    <nav aria-label={label} className={cn("flex gap-5 overflow-x-auto border-b", className)}>
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
