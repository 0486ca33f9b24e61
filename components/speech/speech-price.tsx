"use client";

import { remainingOf } from "@/components/chat/estimate";
import { PriceSource } from "@/components/price-source";
import { useFormat, useLocale, useText } from "@/components/text-provider";
import { PriceChip } from "@/components/ui/price-chip";
import { formatMoney } from "@/lib/core";
import type { Quota } from "@/lib/metering/schema";
import { priceOfSpeech, type SpeechModel } from "@/lib/speech/schema";

interface SpeechPriceProps {
  model: SpeechModel | undefined;
  bytes: number;
  quota: Quota;
  over: boolean;
}

/** What a speech will cost: its bytes are known before the click, so the price is exact. */
export function SpeechPrice({ model, bytes, quota, over }: SpeechPriceProps) {
  const words = useText("readAloud").price;
  const format = useFormat();
  const locale = useLocale();
  if (!model) return <PriceChip price={undefined} lines={[]} total="–" note={words.unknown} />;
  const nanos = BigInt(priceOfSpeech(model, bytes));
  const money = (amount: bigint) => formatMoney(amount, model.currency, locale);
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  const remaining = remainingOf(quota);
  const rest = remaining === null ? null : remaining - nanos;
  return (
    <PriceChip
      price={money(nanos)}
      quantity={format(words.quantity, { bytes })}
      state={over ? "over" : "normal"}
      lines={[
        {
          label: words.bytes,
          quantity: new Intl.NumberFormat(locale).format(bytes),
          rate: format(words.rate, { amount: money(BigInt(model.rate) * 1_000_000n) }),
          amount: money(nanos),
        },
      ]}
      total={money(nanos)}
      note={
        <>
          <p>{words.perByte}</p>
          {rest === null ? (
            <p>{words.noLimit}</p>
          ) : (
            <p>
              {format(words.quota, {
                rest: money(rest > 0n ? rest : 0n),
                limit: money(BigInt(quota.limitNanos ?? "0")),
                date: day.format(new Date(quota.resetsAt)),
              })}
            </p>
          )}
          <PriceSource {...model.priceOrigin} />
        </>
      }
    />
  );
}

/** Whether it costs more than may still be spent. */
export function isOverQuota(model: SpeechModel | undefined, bytes: number, quota: Quota): boolean {
  const remaining = remainingOf(quota);
  return model !== undefined && remaining !== null && BigInt(priceOfSpeech(model, bytes)) > remaining;
}
