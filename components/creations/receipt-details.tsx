"use client";

import { shortDuration } from "@/components/chat/quantities";
import { useLocale, useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { FactList, SumTable } from "@/components/ui/receipt";
import { formatMoney } from "@/lib/core";
import type { Creation, CreationReceipt } from "@/lib/creations/schema";
import { curlCommand } from "./curl";
import { SeedValue } from "./seed-value";

interface ReceiptDetailsProps {
  creation: Pick<Creation, "kind" | "prompt" | "createdAt">;
  receipt: CreationReceipt;
  /** how many results the receipt is for */
  made: number;
  pictureFields?: readonly string[] | undefined;
  onAgainWithOther?: (() => void) | undefined;
}

/** The receipt of a result: what was asked of which model, what that cost and how long it took. */
export function ReceiptDetails({ creation, receipt, made, pictureFields = [], onAgainWithOther }: ReceiptDetailsProps) {
  const { receipt: words, units } = useText("creations");
  const common = useText("common");
  const locale = useLocale();
  const money = (nanos: bigint | string) => formatMoney(nanos, receipt.currency, locale);
  const number = new Intl.NumberFormat(locale);
  const names: Readonly<Record<string, string>> = units;
  const { modelId, parameters, seed, traceId, inferenceMs, refundedNanos } = receipt;
  const facts = [
    { label: words.model, value: modelId, code: true },
    ...Object.entries(parameters)
      .filter(([key, value]) => !["model", "prompt", "seed"].includes(key) && value !== undefined && value !== null)
      .map(([key, value]) => ({
        label: key,
        value: typeof value === "object" ? JSON.stringify(value) : String(value),
      })),
    ...(seed === null ? [] : [{ label: words.seed, value: <SeedValue seed={seed} made={made} /> }]),
    ...(inferenceMs === null ? [] : [{ label: words.inference, value: shortDuration(inferenceMs) }]),
    { label: words.total, value: shortDuration(receipt.totalMs) },
    { label: words.basis, value: words.bases[receipt.basis] },
    {
      label: words.asked,
      value: new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }).format(
        new Date(creation.createdAt),
      ),
    },
    ...(traceId ? [{ label: words.traceId, value: traceId, code: true }] : []),
    ...(refundedNanos && refundedNanos !== "0" ? [{ label: words.refunded, value: money(refundedNanos) }] : []),
  ];
  const lines = Object.entries(receipt.units)
    .filter(([, quantity]) => quantity > 0)
    .map(([unit, quantity]) => {
      const rate = BigInt(receipt.rates[unit] ?? "0");
      return {
        label: names[unit] ?? unit,
        quantity: number.format(quantity),
        rate: money(rate),
        amount: money(rate * BigInt(quantity)),
      };
    });
  const curl = () =>
    curlCommand(
      creation.kind,
      creation.prompt,
      receipt,
      Object.fromEntries(pictureFields.map((field) => [field, `<${words.curlPicture}>`])),
    );
  return (
    <>
      <FactList facts={facts} />
      <SumTable caption={common.receipt} lines={lines} total={money(receipt.costNanos)} />
      <div className="flex flex-wrap gap-2">
        <CopyButton withLabel size="sm" variant="outline" label={words.copyCurl} text={curl} />
        {traceId && <CopyButton withLabel size="sm" variant="outline" label={words.copyTraceId} text={traceId} />}
        {onAgainWithOther && (
          <Button size="sm" variant="outline" onClick={onAgainWithOther}>
            {words.again}
          </Button>
        )}
      </div>
    </>
  );
}
