import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { Section } from "@/components/shell/page";
import { Table, Td, Th } from "@/components/ui/table";
import { formatMoney, type Locale } from "@/lib/core";
import { format, type Messages } from "@/lib/i18n/schema";
import { coloursOf, fractionOf, spendingByDay, sumBy, type SpendingRow } from "./spending";
import { SpendingChart } from "./spending-chart";
import { Stats } from "./stat";
import { Swatch } from "./swatch";

export interface ReportProps {
  rows: readonly SpendingRow[];
  period: { from: string; to: string };
  totalNanos: string;
  refundedNanos: string;
  currency: string;
  locale: Locale;
  usage: Messages["usage"];
  /** a model's name, where it still has one */
  nameOf: (modelId: string) => string;
  /** words for the sum: one's own, or everybody's */
  spentLabel: string;
  /** stands between the figures and the chart */
  children?: ReactNode;
}

/** Figures, chart and tables of a period: the same for one's own and for everybody's. */
export function Report(props: ReportProps) {
  const { rows, period, totalNanos, refundedNanos, currency, locale, usage, nameOf, spentLabel, children } = props;
  const money = (nanos: bigint | string) => formatMoney(nanos, currency, locale);
  const number = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  const models = sumBy(rows, (row) => row.modelId);
  const colourOf = coloursOf(models.map((model) => model.key));
  const days = spendingByDay(rows, period, colourOf);
  const highest = days.reduce((most, day) => (day.totalNanos > most ? day.totalNanos : most), 0n);
  const sum = (pick: (row: SpendingRow) => number) => number.format(rows.reduce((total, row) => total + pick(row), 0));
  return (
    <>
      <Stats
        items={[
          { label: spentLabel, value: money(totalNanos) },
          { label: usage.calls, value: sum((row) => row.calls) },
          { label: usage.inputTokens, value: sum((row) => row.inputTokens) },
          { label: usage.outputTokens, value: sum((row) => row.outputTokens) },
          ...(refundedNanos === "0" ? [] : [{ label: usage.refunded, value: money(refundedNanos) }]),
        ]}
      />
      {children}
      <Section title={usage.byDay} text={usage.utc}>
        <SpendingChart
          days={days}
          currency={currency}
          locale={locale}
          summary={`${usage.byDay}. ${format(usage.peak, { amount: money(highest) })}`}
        />
        <details className="group mt-3">
          <summary className="inline-flex items-center gap-1 rounded-sm text-xs text-muted-foreground hover:text-foreground">
            <ChevronRight className="size-3.5 transition-transform group-open:rotate-90" aria-hidden />
            {usage.showTable}
          </summary>
          <Table caption={usage.byDayTable} className="mt-2 max-w-sm">
            <thead>
              <tr>
                <Th>{usage.day}</Th>
                <Th numeric>{usage.cost}</Th>
              </tr>
            </thead>
            <tbody>
              {days.toReversed().map((day) => (
                <tr key={day.day}>
                  <Td className="h-8">{date.format(new Date(day.day))}</Td>
                  <Td className="h-8" numeric>
                    {money(day.totalNanos)}
                  </Td>
                </tr>
              ))}
            </tbody>
          </Table>
        </details>
      </Section>
      {models.length > 0 && (
        <Section title={usage.byModel}>
          <Table caption={usage.byModel}>
            <thead>
              <tr>
                <Th>{usage.model}</Th>
                <Th numeric>{usage.calls}</Th>
                <Th numeric className="max-sm:hidden">
                  {usage.inputTokens}
                </Th>
                <Th numeric className="max-sm:hidden">
                  {usage.outputTokens}
                </Th>
                <Th numeric>{usage.share}</Th>
                <Th numeric>{usage.cost}</Th>
              </tr>
            </thead>
            <tbody>
              {models.map((model) => (
                <tr key={model.key}>
                  <Td>
                    <span className="flex items-center gap-2.5">
                      <Swatch colour={colourOf.get(model.key) ?? 6} />
                      <span className="max-w-72 truncate max-sm:max-w-36">{nameOf(model.key)}</span>
                    </span>
                  </Td>
                  <Td numeric>{number.format(model.calls)}</Td>
                  <Td numeric className="max-sm:hidden">
                    {number.format(model.inputTokens)}
                  </Td>
                  <Td numeric className="max-sm:hidden">
                    {number.format(model.outputTokens)}
                  </Td>
                  <Td numeric>{percent.format(fractionOf(model.costNanos, BigInt(totalNanos)))}</Td>
                  <Td numeric>{money(model.costNanos)}</Td>
                </tr>
              ))}
            </tbody>
          </Table>
        </Section>
      )}
    </>
  );
}
