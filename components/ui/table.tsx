import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/ui";

/** A table that scrolls sideways inside itself on narrow screens. `caption` names it for assistive technology. */
export function Table({ caption, className, children, ...props }: ComponentProps<"table"> & { caption: ReactNode }) {
  return (
    // Focusable, so that the keyboard can scroll it.
    <div
      className="relative overflow-x-auto"
      tabIndex={0}
      role="group"
      aria-label={typeof caption === "string" ? caption : undefined}
    >
      <table className={cn("w-full border-collapse text-left text-sm", className)} {...props}>
        <caption className="sr-only">{caption}</caption>
        {children}
      </table>
    </div>
  );
}

export function Th({ className, numeric, scope = "col", ...props }: ComponentProps<"th"> & { numeric?: boolean }) {
  return (
    <th
      scope={scope}
      className={cn(
        "h-9 border-b px-3 text-xs font-medium whitespace-nowrap text-muted-foreground first:pl-0 last:pr-0",
        numeric && "text-right",
        className,
      )}
      {...props}
    />
  );
}

export function Td({ className, numeric, ...props }: ComponentProps<"td"> & { numeric?: boolean }) {
  return (
    <td
      className={cn(
        "h-11 border-b px-3 first:pl-0 last:pr-0",
        numeric && "tabular text-right whitespace-nowrap",
        className,
      )}
      {...props}
    />
  );
}
