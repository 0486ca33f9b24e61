import type { Metadata } from "next";
import { Page, Section } from "@/components/shell/page";
import { TextProvider } from "@/components/text-provider";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { EntriesTable } from "@/components/usage/entries-table";
import { QuotaMeter } from "@/components/usage/quota-meter";
import { daysOf, parseRange } from "@/components/usage/range";
import { RangeLinks } from "@/components/usage/range-links";
import { Report } from "@/components/usage/report";
import { requireUser } from "@/lib/http";
import { messagesFor, pickMessages } from "@/lib/i18n";
import { ledgerPage, usageReport } from "@/lib/metering";
import { namesOf } from "@/lib/models";

export async function generateMetadata(): Promise<Metadata> {
  return { title: messagesFor((await requireUser()).locale).usage.title };
}

type Query = Record<"range" | "before", string | string[] | undefined>;

/** One's own spending: the quota, a chart by day, sums by model, and every call with its receipt. */
export default async function UsagePage({ searchParams }: { searchParams: Promise<Query> }) {
  const ctx = await requireUser();
  const { usage } = messagesFor(ctx.locale);
  const query = await searchParams;
  const range = parseRange(query.range);
  const period = daysOf(range, ctx.now);
  const cursor =
    typeof query.before === "string" && /^\d{1,15}_\d{1,18}$/.test(query.before) ? query.before : undefined;
  const [report, entries] = await Promise.all([
    usageReport(ctx, period),
    ledgerPage(ctx, { limit: 25, ...(cursor ? { cursor } : {}) }),
  ]);
  const names = await namesOf(
    ctx,
    [...report.rows, ...entries.items].map((row) => row.modelId),
  );
  const address = (before?: string) => {
    const search = new URLSearchParams({ ...(range === "month" ? {} : { range }), ...(before ? { before } : {}) });
    return search.size > 0 ? `/usage?${search}` : "/usage";
  };
  return (
    <TextProvider locale={ctx.locale} messages={pickMessages(ctx.locale, ["usage"])}>
      <Page title={usage.title} actions={<RangeLinks path="/usage" current={range} usage={usage} />}>
        <Report
          rows={report.rows}
          period={period}
          totalNanos={report.totalNanos}
          refundedNanos={report.refundedNanos}
          currency={report.currency}
          locale={ctx.locale}
          usage={usage}
          nameOf={(id) => names[id] ?? id}
          spentLabel={usage.spent}
        >
          <Section title={usage.quota} className="mt-10 max-w-xl">
            <QuotaMeter quota={report.quota} locale={ctx.locale} usage={usage} />
          </Section>
        </Report>
        {entries.items.length > 0 ? (
          <Section title={usage.entries}>
            <EntriesTable entries={entries.items} names={names} />
            <div className="mt-3 flex gap-2">
              {cursor && <ButtonLink href={address()}>{usage.newer}</ButtonLink>}
              {entries.nextCursor && <ButtonLink href={address(entries.nextCursor)}>{usage.older}</ButtonLink>}
            </div>
          </Section>
        ) : (
          <EmptyState
            title={usage.empty}
            action={
              <ButtonLink href="/" variant="primary">
                {usage.emptyAction}
              </ButtonLink>
            }
          >
            {usage.emptyText}
          </EmptyState>
        )}
      </Page>
    </TextProvider>
  );
}
