"use client";

import dynamic from "next/dynamic";
import { shortDuration, shortModelName } from "@/components/chat/quantities";
import { useFormat, useLocale, useText } from "@/components/text-provider";
import { ReceiptLine } from "@/components/ui/receipt";
import { untilLoaded } from "@/components/ui/until-loaded";
import { formatMoney } from "@/lib/core";
import type { Creation, CreationCall } from "@/lib/creations/schema";

const ReceiptDetails = dynamic(
  () => untilLoaded(() => import("./receipt-details")).then((module) => module.ReceiptDetails),
  {
    ssr: false,
  },
);

interface ResultReceiptProps {
  creation: Creation;
  call: CreationCall;
  /** provider fields that held pictures, for the command that is copied */
  pictureFields?: readonly string[] | undefined;
  onAgainWithOther?: (() => void) | undefined;
}

/** The quiet line under a result; everything it stands for is loaded when it is opened. */
export function ResultReceipt({ creation, call, ...rest }: ResultReceiptProps) {
  const words = useText("creations");
  const format = useFormat();
  const locale = useLocale();
  const { receipt } = call;
  if (!receipt) return null;
  const made = call.outputs.length;
  return (
    <ReceiptLine
      className="min-w-0 max-sm:basis-full"
      summary={[
        shortModelName(receipt.modelId),
        ...(made > 1 ? [format(words.counts[creation.kind], { count: made })] : []),
        formatMoney(receipt.costNanos, receipt.currency, locale),
        shortDuration(receipt.totalMs),
      ]}
    >
      <ReceiptDetails creation={creation} receipt={receipt} made={made} {...rest} />
    </ReceiptLine>
  );
}
