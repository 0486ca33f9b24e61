"use client";

import type { ReactNode } from "react";
import { useText } from "@/components/text-provider";
import { cn } from "@/lib/ui";
import { Popover } from "./popover";

/** One line of a sum, already written out for people: 412 × $0.55 / M = $0.0002 */
export interface SumLine {
  label: string;
  quantity: string;
  rate: string;
  amount: string;
}

/** Units × rate, line by line, and what they come to. */
export function SumTable({ caption, lines, total }: { caption: string; lines: readonly SumLine[]; total: string }) {
  const common = useText("common");
  return (
    <table className="tabular w-full text-xs">
      <caption className="sr-only">{caption}</caption>
      <tbody>
        {lines.map((line) => (
          <tr key={line.label}>
            <th scope="row" className="py-1 pr-2 text-left font-normal">
              {line.label}
            </th>
            <td className="py-1 pr-2 text-right text-muted-foreground">
              {line.quantity} × {line.rate}
            </td>
            <td className="py-1 text-right">{line.amount}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr className="border-t">
          <th scope="row" colSpan={2} className="pt-2 pr-2 text-left font-medium">
            {common.total}
          </th>
          <td className="pt-2 text-right font-medium">{total}</td>
        </tr>
      </tfoot>
    </table>
  );
}

/** Names and values of a result: model, parameters, times, trace id. */
export function FactList({ facts }: { facts: readonly { label: string; value: ReactNode; code?: boolean }[] }) {
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-xs">
      {facts.map((fact) => (
        <div key={fact.label} className="contents">
          <dt className="text-muted-foreground">{fact.label}</dt>
          <dd className={cn("tabular min-w-0 text-right wrap-anywhere", fact.code && "font-mono")}>{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}

export interface ReceiptLineProps {
  /** the quiet line, e.g. ["DeepSeek-V3", "412 tokens", "$0.0004", "3.1 s"] */
  summary: readonly string[];
  /** the receipt itself: `FactList`, `SumTable`, actions; drawn when opened */
  children: ReactNode;
  className?: string;
}

/** What stands under every result: a line that opens its receipt. */
export function ReceiptLine({ summary, children, className }: ReceiptLineProps) {
  const common = useText("common");
  return (
    <Popover
      label={common.receipt}
      side="top"
      className="w-88"
      trigger={
        <button
          type="button"
          className={cn(
            "touch tabular -mx-1.5 inline-flex min-h-7 max-w-full items-center rounded-md px-1.5 text-left text-xs text-muted-foreground hover:bg-accent hover:text-foreground aria-expanded:bg-accent",
            className,
          )}
        >
          <span className="sr-only">{common.receipt}: </span>
          <span className="min-w-0 truncate">{summary.join(" · ")}</span>
        </button>
      }
    >
      <h3 className="mb-2 text-sm font-medium">{common.receipt}</h3>
      <div className="grid gap-3">{children}</div>
    </Popover>
  );
}
