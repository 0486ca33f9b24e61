"use client";

import dynamic from "next/dynamic";
import { useFormat, useLocale, useText } from "@/components/text-provider";
import { ReceiptLine } from "@/components/ui/receipt";
import { untilLoaded } from "@/components/ui/until-loaded";
import { formatMoney } from "@/lib/core";
import type { Message, Receipt } from "@/lib/chat/schema";
import { shortCount, shortDuration, shortModelName } from "./quantities";

const ReceiptDetails = dynamic(() =>
  untilLoaded(() => import("./receipt-details")).then((module) => module.ReceiptDetails),
);

/** The quiet line under an answer; everything it stands for is loaded when it is opened. */
export function MessageReceipt({ message, receipt }: { message: Message; receipt: Receipt }) {
  const words = useText("chat").receipt;
  const format = useFormat();
  const locale = useLocale();
  const tokens = Object.entries(receipt.units).reduce(
    (sum, [unit, quantity]) => (unit.endsWith("_tokens") ? sum + quantity : sum),
    0,
  );
  return (
    <ReceiptLine
      summary={[
        shortModelName(receipt.modelId),
        format(words.tokens, { count: tokens < 1_000 ? tokens : shortCount(tokens) }),
        formatMoney(receipt.costNanos, receipt.currency, locale),
        shortDuration(receipt.totalMs),
      ]}
    >
      <ReceiptDetails message={message} receipt={receipt} />
    </ReceiptLine>
  );
}
