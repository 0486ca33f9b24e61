import type { ReactNode } from "react";
import { cn } from "@/lib/ui";

export interface EmptyStateProps {
  title: string;
  children?: ReactNode;
  /** one worked example that can be run at once */
  action?: ReactNode;
  className?: string;
}

/** Nothing here yet, and what to do about it. */
export function EmptyState({ title, children, action, className }: EmptyStateProps) {
  return (
    <div className={cn("grid justify-items-center gap-2 px-4 py-12 text-center", className)}>
      <p className="font-medium">{title}</p>
      {children && <div className="max-w-prose text-muted-foreground">{children}</div>}
      {action && <div className="mt-3">{action}</div>}
    </div>
  );
}
