"use client";

import { remainingOf } from "@/components/chat/estimate";
import { useFormat, useLocale, useText } from "@/components/text-provider";
import { PriceChip } from "@/components/ui/price-chip";
import { formatMoney } from "@/lib/core";
import { priceOfImages, type ImageModel } from "@/lib/images/schema";
import type { Quota } from "@/lib/metering/schema";

interface ImagesPriceProps {
  model: ImageModel;
  count: number;
  quota: Quota;
}

/** What the pictures will cost, left of the button that makes them. */
export function ImagesPrice({ model, count, quota }: ImagesPriceProps) {
  const words = useText("images").price;
  const format = useFormat();
  const locale = useLocale();
  const money = (nanos: bigint) => formatMoney(nanos, model.currency, locale);
  const rate = BigInt(model.priceNanos);
  const total = BigInt(priceOfImages(model, count));
  const remaining = remainingOf(quota);
  const over = remaining !== null && total > remaining;
  return (
    <PriceChip
      price={count > 1 ? format(words.sum, { count, amount: money(rate) }) : money(rate)}
      state={over ? "over" : "normal"}
      lines={[
        {
          label: model.name,
          quantity: String(count),
          rate: money(rate),
          amount: money(total),
        },
      ]}
      total={money(total)}
      note={
        <>
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
          <p>{format(words.source, { source: model.priceSource })}</p>
        </>
      }
    />
  );
}
