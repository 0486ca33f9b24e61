import type { ReactNode } from "react";

/** What a page of the narrow column is for. */
export function Heading({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <header className="mb-6 grid gap-1.5">
      <h1 className="text-xl font-semibold tracking-tight text-balance">{title}</h1>
      {children && <p className="text-muted-foreground">{children}</p>}
    </header>
  );
}
