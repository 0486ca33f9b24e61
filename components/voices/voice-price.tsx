"use client";

import { remainingOf } from "@/components/chat/estimate";
import { PriceSource, type PriceOrigin } from "@/components/price-source";
import { useFormat, useLocale, useText } from "@/components/text-provider";
import { PriceChip } from "@/components/ui/price-chip";
import { formatMoney } from "@/lib/core";
import type { Quota } from "@/lib/metering/schema";

interface VoicePriceProps {
  /** the model that is paid */
  name: string;
  currency: string;
  /** nano-units, decimal */
  rate: string;
  /** calls, or bytes */
  count: number;
  quantity: string;
  explained: string;
  /** absent where the explanation says it */
  origin?: PriceOrigin;
  quota: Quota;
}

/** What a step of making or trying a voice costs, left of its button. */
export function VoicePrice({ name, currency, rate, count, quantity, explained, origin, quota }: VoicePriceProps) {
  const words = useText("voices");
  const format = useFormat();
  const locale = useLocale();
  const money = (nanos: bigint) => formatMoney(nanos, currency, locale);
  const price = (nanos: bigint) => (nanos === 0n ? words.transcript.free : money(nanos));
  const total = BigInt(rate) * BigInt(count);
  const remaining = remainingOf(quota);
  return (
    <PriceChip
      price={price(total)}
      quantity={quantity}
      state={isOver(quota, total) ? "over" : "normal"}
      lines={[{ label: name, quantity: String(count), rate: price(BigInt(rate)), amount: price(total) }]}
      total={price(total)}
      note={
        <>
          <p>{explained}</p>
          <p>
            {remaining === null
              ? words.price.noLimit
              : format(words.price.afterwards, {
                  rest: money(remaining > total ? remaining - total : 0n),
                  limit: money(BigInt(quota.limitNanos ?? "0")),
                  date: new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" }).format(
                    new Date(quota.resetsAt),
                  ),
                })}
          </p>
          {origin && <PriceSource {...origin} />}
        </>
      }
    />
  );
}

/** The allowance does not cover it. */
export function isOver(quota: Quota, total: bigint): boolean {
  const remaining = remainingOf(quota);
  return remaining !== null && total > remaining;
}
