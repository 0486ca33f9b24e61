"use client";

import { shortDuration, shortModelName } from "@/components/chat/quantities";
import { useFormat, useLocale, useText } from "@/components/text-provider";
import { FactList, ReceiptLine, SumTable } from "@/components/ui/receipt";
import { formatMoney } from "@/lib/core";
import type { Transcription } from "@/lib/transcriptions/schema";

/** Trace ids that are listed; more are nobody's to read. */
const listed = 12;

/** What writing down has cost, call by call in sum. */
export function TranscriptionReceipt({ transcription }: { transcription: Transcription }) {
  const words = useText("transcribe").receipt;
  const common = useText("common");
  const format = useFormat();
  const locale = useLocale();
  const { modelId, parts, costNanos, currency, timed, durationMs, createdAt } = transcription;
  const receipts = parts.flatMap(({ receipt }) => receipt ?? []);
  if (receipts.length === 0) return null;
  const money = (nanos: string | bigint) => formatMoney(nanos, currency, locale);
  const date = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
  const paid = receipts.reduce((sum, receipt) => sum + BigInt(receipt.costNanos), 0n);
  const earlier = BigInt(costNanos) - paid;
  const rate = receipts[0]!.rates.requests ?? "0";
  const traces = receipts.flatMap(({ traceId }) => traceId ?? []).slice(0, listed);
  return (
    <ReceiptLine summary={[shortModelName(modelId), format(words.calls, { count: receipts.length }), money(costNanos)]}>
      <FactList
        facts={[
          { label: words.model, value: modelId, code: true },
          { label: words.times, value: timed ? words.withTimes : words.withoutTimes },
          { label: words.length, value: shortDuration(durationMs) },
          { label: words.slowest, value: shortDuration(Math.max(...receipts.map(({ totalMs }) => totalMs))) },
          { label: words.asked, value: date.format(new Date(createdAt)) },
          ...traces.map((traceId) => ({ label: words.traceId, value: traceId, code: true })),
        ]}
      />
      <SumTable
        caption={common.receipt}
        lines={[
          { label: words.requests, quantity: String(receipts.length), rate: money(rate), amount: money(paid) },
          ...(earlier > 0n
            ? [{ label: words.earlier, quantity: "1", rate: money(earlier), amount: money(earlier) }]
            : []),
        ]}
        total={money(costNanos)}
      />
    </ReceiptLine>
  );
}
