"use client";

import dynamic from "next/dynamic";
import { shortCount, shortDuration, shortModelName } from "@/components/chat/quantities";
import { useFormat, useLocale, useText } from "@/components/text-provider";
import { CopyButton } from "@/components/ui/copy-button";
import { ReceiptLine } from "@/components/ui/receipt";
import { untilLoaded } from "@/components/ui/until-loaded";
import type { Receipt } from "@/lib/chat/schema";
import { formatMoney } from "@/lib/core";

const ReceiptFacts = dynamic(() =>
  untilLoaded(() => import("@/components/chat/receipt-facts")).then((module) => module.ReceiptFacts),
);

/** The quiet line under a run, which opens its receipt. */
export function RunReceipt({ receipt }: { receipt: Receipt }) {
  const words = useText("chat").receipt;
  const format = useFormat();
  const locale = useLocale();
  const tokens = Object.entries(receipt.units).reduce(
    (sum, [unit, quantity]) => (unit.endsWith("_tokens") ? sum + quantity : sum),
    0,
  );
  return (
    <ReceiptLine
      className="justify-self-start"
      summary={[
        shortModelName(receipt.modelId),
        format(words.tokens, { count: tokens < 1_000 ? tokens : shortCount(tokens) }),
        formatMoney(receipt.costNanos, receipt.currency, locale),
        shortDuration(receipt.totalMs),
      ]}
    >
      <ReceiptFacts receipt={receipt} />
      {receipt.traceId && (
        <div>
          <CopyButton withLabel size="sm" variant="outline" label={words.copyTraceId} text={receipt.traceId} />
        </div>
      )}
    </ReceiptLine>
  );
}
