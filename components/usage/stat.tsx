import type { ReactNode } from "react";

/** Figures of a period, side by side. */
export function Stats({ items }: { items: readonly { label: string; value: ReactNode }[] }) {
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-4">
      {items.map((item) => (
        <div key={item.label} className="grid gap-0.5 border-l-2 border-border pl-3">
          <dt className="text-xs text-muted-foreground">{item.label}</dt>
          <dd className="tabular text-lg font-semibold tracking-tight">{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
