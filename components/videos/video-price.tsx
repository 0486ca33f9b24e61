"use client";

import { remainingOf } from "@/components/chat/estimate";
import { useFormat, useLocale, useText } from "@/components/text-provider";
import { PriceChip } from "@/components/ui/price-chip";
import { formatMoney } from "@/lib/core";
import type { Quota } from "@/lib/metering/schema";
import type { VideoModel } from "@/lib/videos/schema";

interface VideoPriceProps {
  model: VideoModel | undefined;
  quota: Quota;
  over: boolean;
}

/** What the clip will cost: one flat price, known before the click. */
export function VideoPrice({ model, quota, over }: VideoPriceProps) {
  const words = useText("videos").price;
  const format = useFormat();
  const locale = useLocale();
  if (!model) return <PriceChip price={undefined} lines={[]} total="–" note={words.unknown} />;
  const { rateNanos, currency, source, sourcedOn } = model.price;
  const nanos = BigInt(rateNanos);
  const money = (amount: bigint) => formatMoney(amount, currency, locale);
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  const remaining = remainingOf(quota);
  const rest = remaining === null ? null : remaining - nanos;
  return (
    <PriceChip
      price={money(nanos)}
      state={over ? "over" : "normal"}
      lines={[{ label: words.clip, quantity: "1", rate: money(nanos), amount: money(nanos) }]}
      total={money(nanos)}
      note={
        <>
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
          <p>{format(words.source, { source, date: day.format(new Date(sourcedOn)) })}</p>
        </>
      }
    />
  );
}
