import type { ReactNode } from "react";
import { cn } from "@/lib/ui";

export interface PageProps {
  title: string;
  text?: ReactNode;
  /** at the right of the heading */
  actions?: ReactNode;
  /** narrow: forms and text; wide: tables and charts */
  width?: "narrow" | "wide";
  children: ReactNode;
}

/** A page inside the frame that scrolls as a whole. */
export function Page({ title, text, actions, width = "wide", children }: PageProps) {
  return (
    <div
      className={cn("mx-auto w-full px-4 pt-6 pb-16 sm:px-8 sm:pt-8", width === "narrow" ? "max-w-2xl" : "max-w-6xl")}
    >
      <header className="mb-6 flex flex-wrap items-end gap-x-4 gap-y-3">
        <div className="grid min-w-0 grow gap-1">
          <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
          {text && <p className="max-w-prose text-muted-foreground">{text}</p>}
        </div>
        {actions}
      </header>
      {children}
    </div>
  );
}

export interface SectionProps {
  title: string;
  text?: ReactNode;
  actions?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** A part of a page under a heading of its own. */
export function Section({ title, text, actions, className, children }: SectionProps) {
  return (
    <section className={cn("mt-10 first:mt-0", className)} aria-label={title}>
      <header className="mb-3 flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
        <div className="grid gap-0.5">
          <h2 className="font-semibold">{title}</h2>
          {text && <p className="max-w-prose text-muted-foreground">{text}</p>}
        </div>
        {actions}
      </header>
      {children}
    </section>
  );
}
