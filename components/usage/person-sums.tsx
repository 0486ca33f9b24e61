import { Table, Td, Th } from "@/components/ui/table";
import { formatMoney, type Locale } from "@/lib/core";
import type { Messages } from "@/lib/i18n/schema";
import { fractionOf, type Sum } from "./spending";

export interface PersonSumsProps {
  sums: readonly (Sum & { key: string })[];
  nameOf: (userId: string) => string;
  totalNanos: string;
  currency: string;
  locale: Locale;
  usage: Messages["usage"];
  admin: Messages["admin"];
}

/** Who spent most in a period. */
export function PersonSums({ sums, nameOf, totalNanos, currency, locale, usage, admin }: PersonSumsProps) {
  const number = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  return (
    <Table caption={admin.byPerson}>
      <thead>
        <tr>
          <Th>{admin.person}</Th>
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
        {sums.map((sum) => (
          <tr key={sum.key}>
            <Td>
              <span className="block max-w-72 truncate max-sm:max-w-36">{nameOf(sum.key)}</span>
            </Td>
            <Td numeric>{number.format(sum.calls)}</Td>
            <Td numeric className="max-sm:hidden">
              {number.format(sum.inputTokens)}
            </Td>
            <Td numeric className="max-sm:hidden">
              {number.format(sum.outputTokens)}
            </Td>
            <Td numeric>{percent.format(fractionOf(sum.costNanos, BigInt(totalNanos)))}</Td>
            <Td numeric>{formatMoney(sum.costNanos, currency, locale)}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
