"use client";

import { useFormat, useLocale, useText } from "@/components/text-provider";
import { PriceChip } from "@/components/ui/price-chip";
import { formatMoney } from "@/lib/core";
import type { Quota } from "@/lib/metering/schema";
import { remainingOf, type Estimate } from "./estimate";
import { shortCount } from "./quantities";

interface MessagePriceProps {
  estimate: Estimate | undefined;
  /** how much of what is sent is pictures and files */
  attachedTokens: number;
  /** what the answer costs if it grows as long as it may */
  mostNanos: bigint | undefined;
  quota: Quota | undefined;
  over: boolean;
}

/** What the message will cost, left of the button that sends it. */
export function MessagePrice({ estimate, attachedTokens, mostNanos, quota, over }: MessagePriceProps) {
  const words = useText("chat").price;
  const attachments = useText("attachments");
  const format = useFormat();
  const locale = useLocale();
  if (!estimate) return <PriceChip price={undefined} lines={[]} total="–" note={words.unknown} />;
  const money = (nanos: bigint) => formatMoney(nanos, estimate.currency, locale);
  const number = new Intl.NumberFormat(locale);
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  const perMillion = (rate: bigint) => format(words.million, { amount: money(rate * 1_000_000n) });
  const inputLine = (label: string, tokens: number) => ({
    label,
    quantity: number.format(tokens),
    rate: perMillion(estimate.inputRate),
    amount: money(BigInt(tokens) * estimate.inputRate),
  });
  const remaining = quota ? remainingOf(quota) : null;
  const rest = remaining === null ? null : remaining - estimate.totalNanos;
  return (
    <PriceChip
      price={`≈ ${money(estimate.totalNanos)}`}
      quantity={format(words.tokens, { count: shortCount(estimate.inputTokens + estimate.outputTokens) })}
      state={over ? "over" : "normal"}
      lines={[
        inputLine(words.input, estimate.inputTokens - attachedTokens),
        ...(attachedTokens > 0 ? [inputLine(attachments.price, attachedTokens)] : []),
        {
          label: words.output,
          quantity: number.format(estimate.outputTokens),
          rate: perMillion(estimate.outputRate),
          amount: money(estimate.outputNanos),
        },
      ]}
      total={money(estimate.totalNanos)}
      note={
        <>
          {mostNanos !== undefined && <p>{format(words.most, { amount: money(mostNanos) })}</p>}
          {quota && rest === null && <p>{words.noLimit}</p>}
          {quota && rest !== null && (
            <p>
              {format(words.quota, {
                rest: money(rest > 0n ? rest : 0n),
                limit: money(BigInt(quota.limitNanos ?? "0")),
                date: day.format(new Date(quota.resetsAt)),
              })}
            </p>
          )}
          <p>{format(words.source, { source: estimate.source, date: day.format(new Date(estimate.sourcedOn)) })}</p>
        </>
      }
    />
  );
}
