"use client";

import { useLocale } from "@/components/text-provider";
import { exactAmount, formatMoney } from "@/lib/core";
import { cn } from "@/lib/ui";

/** An amount with enough digits to be non-zero; the exact one on hover. `nanos` is the decimal string of a DTO. */
export function Money({ nanos, currency, className }: { nanos: string; currency: string; className?: string }) {
  const locale = useLocale();
  const exact = exactAmount(BigInt(nanos));
  return (
    <data value={exact} data-tooltip={`${exact} ${currency}`} className={cn("tabular", className)}>
      {formatMoney(nanos, currency, locale)}
    </data>
  );
}
