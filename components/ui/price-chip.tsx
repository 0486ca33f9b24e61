"use client";

import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { useText } from "@/components/text-provider";
import { cn } from "@/lib/ui";
import { Popover } from "./popover";
import { SumTable, type SumLine } from "./receipt";

export interface PriceChipProps {
  /** what the action will cost, e.g. "≈ $0.0021"; undefined while it is not known, and the chip keeps its place */
  price: string | undefined;
  /** what is counted, e.g. "1.3k tokens" */
  quantity?: string | undefined;
  /** over: the quota does not cover it, and `note` says so */
  state?: "normal" | "over";
  lines: readonly SumLine[];
  total: string;
  /** what the quota will be afterwards; where the rate is from and since when */
  note?: ReactNode;
  className?: string;
}

/** The price beside the button: left of the primary action of everything that costs money. Opens the sum line by line. */
export function PriceChip({ price, quantity, state = "normal", lines, total, note, className }: PriceChipProps) {
  const common = useText("common");
  return (
    <Popover
      label={common.priceDetails}
      side="top"
      align="end"
      className="w-80"
      trigger={
        <button
          type="button"
          className={cn(
            "touch tabular inline-flex h-8 min-w-24 shrink-0 items-center justify-end gap-1.5 rounded-md px-2 text-xs whitespace-nowrap text-muted-foreground hover:bg-accent hover:text-foreground aria-expanded:bg-accent",
            state === "over" && "text-destructive hover:text-destructive",
            className,
          )}
        >
          {state === "over" && <TriangleAlert className="size-3.5" aria-hidden />}
          <span className="sr-only">{common.price} </span>
          <span>{price ?? "–"}</span>
          {quantity && <span className="max-sm:hidden">· {quantity}</span>}
        </button>
      }
    >
      <h3 className="mb-2 text-sm font-medium">{common.priceDetails}</h3>
      <SumTable caption={common.priceDetails} lines={lines} total={total} />
      {note && <div className="mt-3 grid gap-1 text-xs text-muted-foreground">{note}</div>}
    </Popover>
  );
}
