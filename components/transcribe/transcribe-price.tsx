"use client";

import { remainingOf } from "@/components/chat/estimate";
import { PriceSource } from "@/components/price-source";
import { useFormat, useLocale, useText } from "@/components/text-provider";
import { PriceChip } from "@/components/ui/price-chip";
import { formatMoney } from "@/lib/core";
import type { Quota } from "@/lib/metering/schema";
import type { TranscriptionModel } from "@/lib/transcriptions/schema";

interface TranscribePriceProps {
  model: TranscriptionModel;
  /** the most that it can take; undefined while there is no recording */
  calls: number | undefined;
  quota: Quota;
}

/** What writing down will cost at most, left of the button that has it done. */
export function TranscribePrice({ model, calls, quota }: TranscribePriceProps) {
  const words = useText("transcribe").price;
  const format = useFormat();
  const locale = useLocale();
  const money = (nanos: bigint) => formatMoney(nanos, model.currency, locale);
  const price = (nanos: bigint) => (nanos === 0n ? words.free : money(nanos));
  const rate = BigInt(model.rateNanos);
  const total = rate * BigInt(calls ?? 1);
  const remaining = remainingOf(quota);
  const amount =
    rate === 0n ? words.free : (calls ?? 1) > 1 ? format(words.most, { amount: money(total) }) : money(total);
  return (
    <PriceChip
      price={amount}
      quantity={calls === undefined ? undefined : format(words.calls, { count: calls })}
      state={isOver(model, calls, quota) ? "over" : "normal"}
      lines={[{ label: model.name, quantity: String(calls ?? 1), rate: price(rate), amount: price(total) }]}
      total={price(total)}
      note={
        <>
          <p>{words.explained}</p>
          <p>
            {remaining === null
              ? words.noLimit
              : format(words.afterwards, {
                  rest: money(remaining > total ? remaining - total : 0n),
                  limit: money(BigInt(quota.limitNanos ?? "0")),
                  date: new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" }).format(
                    new Date(quota.resetsAt),
                  ),
                })}
          </p>
          <PriceSource {...model.priceOrigin} />
        </>
      }
    />
  );
}

/** Whether the allowance does not cover it. */
export function isOver(model: TranscriptionModel, calls: number | undefined, quota: Quota): boolean {
  const remaining = remainingOf(quota);
  return remaining !== null && BigInt(model.rateNanos) * BigInt(calls ?? 1) > remaining;
}
