"use client";

import { useFormat, useLocale, useText } from "@/components/text-provider";
import { Badge } from "@/components/ui/badge";
import { CopyButton } from "@/components/ui/copy-button";
import { FactList, ReceiptLine, SumTable } from "@/components/ui/receipt";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Td, Th } from "@/components/ui/table";
import { exactAmount, formatMoney } from "@/lib/core";
import type { LedgerRow } from "@/lib/metering/schema";

/** Entries of the ledger, each with its receipt. `names` are those of the models. */
export function EntriesTable({
  entries,
  names,
}: {
  entries: readonly LedgerRow[];
  names: Readonly<Record<string, string>>;
}) {
  const usage = useText("usage");
  return (
    <Table caption={usage.entries}>
      <thead>
        <tr>
          <Th>{usage.when}</Th>
          <Th>{usage.model}</Th>
          <Th className="max-sm:hidden">{usage.purpose}</Th>
          <Th className="max-sm:hidden">{usage.outcome}</Th>
          <Th numeric>{usage.cost}</Th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.id}>
            <Td className="text-muted-foreground">
              <RelativeTime value={entry.at} />
            </Td>
            <Td>
              <span className="block max-w-72 truncate max-sm:max-w-40">{names[entry.modelId] ?? entry.modelId}</span>
              {entry.outcome !== "complete" && (
                <span className="text-xs text-muted-foreground sm:hidden">{usage.outcomes[entry.outcome]}</span>
              )}
            </Td>
            <Td className="whitespace-nowrap max-sm:hidden">{nameIn(usage.purposes, entry.purpose)}</Td>
            <Td className="max-sm:hidden">
              <Badge tone={toneOf(entry.outcome)}>{usage.outcomes[entry.outcome]}</Badge>
            </Td>
            <Td numeric>
              <EntryReceipt entry={entry} name={names[entry.modelId] ?? entry.modelId} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function EntryReceipt({ entry, name }: { entry: LedgerRow; name: string }) {
  const usage = useText("usage");
  const locale = useLocale();
  const fill = useFormat();
  const number = new Intl.NumberFormat(locale);
  const money = (nanos: bigint | string) => formatMoney(nanos, entry.currency, locale);
  const price = (nanos: bigint) => (nanos === 0n ? usage.free : money(nanos));
  const lines = Object.entries(entry.units).map(([unit, quantity]) => {
    const rate = BigInt(entry.rates[unit] ?? "0");
    const counted = /tokens|bytes/.test(unit);
    return {
      label: nameIn(usage.unitNames, unit),
      quantity: number.format(quantity),
      rate:
        counted && rate > 0n
          ? fill(usage.rateMillion, { amount: money(rate * 1_000_000n) })
          : fill(usage.rateSingle, { amount: price(rate) }),
      amount: money(BigInt(quantity) * rate),
    };
  });
  return (
    <ReceiptLine summary={[price(BigInt(entry.costNanos))]} className="mr-0">
      <FactList
        facts={[
          { label: usage.model, value: name },
          { label: usage.basis, value: usage.bases[entry.basis] },
          { label: usage.total, value: `${exactAmount(BigInt(entry.costNanos))} ${entry.currency}` },
          ...(entry.refundedNanos === "0" ? [] : [{ label: usage.refunded, value: money(entry.refundedNanos) }]),
          ...(entry.traceId
            ? [
                {
                  label: usage.traceId,
                  code: true,
                  value: (
                    <span className="inline-flex items-center gap-1">
                      {entry.traceId}
                      <CopyButton text={entry.traceId} size="iconSm" />
                    </span>
                  ),
                },
              ]
            : []),
        ]}
      />
      <SumTable caption={usage.units} lines={lines} total={money(entry.costNanos)} />
    </ReceiptLine>
  );
}

function toneOf(outcome: LedgerRow["outcome"]) {
  if (outcome === "complete") return "neutral";
  return outcome === "failed" ? "danger" : "warning";
}

/** The word for a value the database may know better than this page. */
function nameIn(words: Readonly<Record<string, string>>, key: string): string {
  return words[key] ?? key;
}
