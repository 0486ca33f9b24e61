"use client";

import dynamic from "next/dynamic";
import { shortDuration, shortModelName } from "@/components/chat/quantities";
import { useFormat, useLocale, useText } from "@/components/text-provider";
import { ReceiptLine } from "@/components/ui/receipt";
import { untilLoaded } from "@/components/ui/until-loaded";
import { formatMoney } from "@/lib/core";
import { sumReceipts, type Creation } from "@/lib/creations/schema";

const ReceiptDetails = dynamic(
  () => untilLoaded(() => import("@/components/creations/receipt-details")).then((module) => module.ReceiptDetails),
  { ssr: false },
);

/** What a speech has cost, over all of its calls. */
export function SpeechReceipt({ creation }: { creation: Creation }) {
  const words = useText("speech").card;
  const format = useFormat();
  const locale = useLocale();
  const receipts = creation.calls.flatMap(({ receipt }) => receipt ?? []);
  const receipt = sumReceipts(receipts);
  if (!receipt) return null;
  return (
    <ReceiptLine
      className="min-w-0 max-sm:basis-full"
      summary={[
        shortModelName(receipt.modelId),
        ...(receipts.length > 1 ? [format(words.calls, { count: receipts.length })] : []),
        formatMoney(receipt.costNanos, receipt.currency, locale),
        shortDuration(receipt.totalMs),
      ]}
    >
      <ReceiptDetails creation={creation} receipt={receipt} made={1} />
    </ReceiptLine>
  );
}
