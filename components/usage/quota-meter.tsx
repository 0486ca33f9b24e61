"use client";

import type { Locale } from "@/lib/core";
import { formatMoney } from "@/lib/core";
import type { Quota } from "@/lib/metering/schema";
import { format, type Messages } from "@/lib/i18n/schema";
import { RelativeTime } from "@/components/ui/relative-time";
import { cn } from "@/lib/ui";
import { fractionOf } from "./spending";

export interface QuotaMeterProps {
  quota: Quota;
  locale: Locale;
  usage: Messages["usage"];
}

/** What may be spent this month, what has been, and when it begins anew. */
export function QuotaMeter({ quota, locale, usage }: QuotaMeterProps) {
  const money = (nanos: bigint) => formatMoney(nanos, quota.currency, locale);
  const spent = BigInt(quota.spentNanos);
  const held = BigInt(quota.heldNanos);
  if (quota.limitNanos === null) {
    return (
      <p className="text-muted-foreground">
        {usage.quotaNone} {held > 0n && format(usage.quotaHeld, { held: money(held) })}
      </p>
    );
  }
  const limit = BigInt(quota.limitNanos);
  const left = limit > spent ? limit - spent : 0n;
  const over = left === 0n;
  const part = limit === 0n ? 1 : Math.min(1, fractionOf(spent, limit));
  const heldPart = Math.min(1 - part, fractionOf(held, limit));
  return (
    <div className="grid gap-2">
      <p className="tabular flex flex-wrap justify-between gap-x-4">
        <span className="font-medium">{format(usage.quotaSpent, { spent: money(spent), limit: money(limit) })}</span>
        <span className={cn(over ? "font-medium text-destructive" : "text-muted-foreground")}>
          {format(usage.quotaLeft, { left: money(left) })}
        </span>
      </p>
      <svg
        role="meter"
        aria-label={usage.quota}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(part * 100)}
        className="h-2 w-full rounded-full bg-secondary"
        overflow="hidden"
      >
        <rect height="100%" width={`${part * 100}%`} className={over ? "fill-destructive" : "fill-ring"} />
        <rect height="100%" x={`${part * 100}%`} width={`${heldPart * 100}%`} className="fill-ring/40" />
      </svg>
      <p className="text-xs text-muted-foreground">
        {usage.quotaResets} <RelativeTime value={quota.resetsAt} />
        {held > 0n && <> · {format(usage.quotaHeld, { held: money(held) })}</>}
      </p>
      {over && <p className="text-xs text-destructive">{usage.quotaOver}</p>}
    </div>
  );
}
