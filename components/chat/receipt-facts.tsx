"use client";

import { useFormatText } from "@/components/json/format-text";
import { useFormat, useLocale, useText } from "@/components/text-provider";
import { FactList, SumTable, type SumLine } from "@/components/ui/receipt";
import { formatMoney } from "@/lib/core";
import type { ChatParameters, Receipt } from "@/lib/chat/schema";
import type { AnswerFormat } from "@/lib/models/schema";
import { shortDuration } from "./quantities";

/** What was asked of which model, what it used, what that cost, how long it took. */
export function ReceiptFacts({ receipt }: { receipt: Receipt }) {
  const chat = useText("chat");
  const words = chat.receipt;
  const common = useText("common");
  const format = useFormat();
  const locale = useLocale();
  const money = (nanos: bigint | string) => formatMoney(nanos, receipt.currency, locale);
  const lines = Object.entries(receipt.units)
    .filter(([, quantity]) => quantity > 0)
    .map(([unit, quantity]): SumLine => {
      const rate = BigInt(receipt.rates[unit] ?? "0");
      return {
        label: (words.units as Record<string, string>)[unit] ?? unit,
        quantity: new Intl.NumberFormat(locale).format(quantity),
        rate: format(chat.price.million, { amount: money(rate * 1_000_000n) }),
        amount: money(rate * BigInt(quantity)),
      };
    });
  const formatText = useFormatText();
  const finish = receipt.finishReason ?? "cut";
  const facts = [
    { label: words.model, value: receipt.modelId, code: true },
    ...parameterFacts(receipt.parameters, chat.settings, formatText),
    { label: words.finish, value: (words.finishes as Record<string, string>)[finish] ?? words.finishes.other },
    {
      label: words.firstToken,
      value: receipt.firstTokenMs === null ? common.none : shortDuration(receipt.firstTokenMs),
    },
    { label: words.total, value: shortDuration(receipt.totalMs) },
    { label: words.basis, value: words.bases[receipt.basis] },
    ...(receipt.traceId ? [{ label: words.traceId, value: receipt.traceId, code: true }] : []),
  ];
  return (
    <>
      <FactList facts={facts} />
      <SumTable caption={common.receipt} lines={lines} total={money(receipt.costNanos)} />
    </>
  );
}

function plain(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function parameterFacts(
  parameters: ChatParameters,
  names: Record<Exclude<keyof ChatParameters, "stop">, { name: string }> & { stop: { name: string } },
  formatText: (value: AnswerFormat) => string,
): { label: string; value: string }[] {
  return Object.entries(parameters)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ({
      label: names[key as keyof ChatParameters].name,
      value:
        key === "responseFormat"
          ? formatText(value as AnswerFormat)
          : key === "tools" && Array.isArray(value)
            ? String(value.length)
            : Array.isArray(value)
              ? value.map((each) => JSON.stringify(each)).join(", ")
              : plain(value),
    }));
}
