"use client";

import { useFormatText } from "@/components/json/format-text";
import { useFormat, useLocale, useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { FactList, SumTable, type SumLine } from "@/components/ui/receipt";
import { formatMoney } from "@/lib/core";
import type { ChatParameters, Message, Receipt } from "@/lib/chat/schema";
import type { AnswerFormat } from "@/lib/models/schema";
import { useChat } from "./chat-context";
import { textOf } from "./chat-state";
import { curlCommand } from "./curl";
import { shortDuration } from "./quantities";

/** The receipt of an answer: what was asked of which model, what it used, what that cost, how long it took. */
export function ReceiptDetails({ message, receipt }: { message: Message; receipt: Receipt }) {
  const chat = useText("chat");
  const words = chat.receipt;
  const common = useText("common");
  const format = useFormat();
  const locale = useLocale();
  const { store, chooseModelFor } = useChat();
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
  const curl = () => {
    const { messages, systemPrompt } = store.getState();
    const index = messages.findIndex(({ id }) => id === message.id);
    const earlier = messages.slice(0, Math.max(0, index)).map((each) => ({ role: each.role, content: textOf(each) }));
    return curlCommand(receipt, systemPrompt, earlier);
  };
  return (
    <>
      <FactList facts={facts} />
      <SumTable caption={common.receipt} lines={lines} total={money(receipt.costNanos)} />
      <div className="flex flex-wrap gap-2">
        <CopyButton withLabel size="sm" variant="outline" label={words.copyCurl} text={curl} />
        {receipt.traceId && (
          <CopyButton withLabel size="sm" variant="outline" label={words.copyTraceId} text={receipt.traceId} />
        )}
        <Button size="sm" variant="outline" onClick={() => chooseModelFor(message.id)}>
          {words.again}
        </Button>
      </div>
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
