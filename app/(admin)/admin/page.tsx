import { UserPlus } from "lucide-react";
import type { Metadata } from "next";
import { AdminPage } from "@/components/admin/admin-page";
import { PeopleTable } from "@/components/admin/people-table";
import { SearchForm } from "@/components/admin/search-form";
import { Section } from "@/components/shell/page";
import { TextProvider } from "@/components/text-provider";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { PersonSums } from "@/components/usage/person-sums";
import { daysOf, parseRange } from "@/components/usage/range";
import { RangeLinks } from "@/components/usage/range-links";
import { Report } from "@/components/usage/report";
import { sumBy } from "@/components/usage/spending";
import { findPeople, listPeople } from "@/lib/auth";
import { ListPeopleInput } from "@/lib/auth/schema";
import { requireAdmin } from "@/lib/http";
import { format, messagesFor, pickMessages } from "@/lib/i18n";
import { spendingOf, usageReportOfAll } from "@/lib/metering";
import { namesOf } from "@/lib/models";
import { storageOf } from "@/lib/storage";

export async function generateMetadata(): Promise<Metadata> {
  return { title: messagesFor((await requireAdmin()).locale).admin.title };
}

type Query = Record<"range" | "search" | "after", string | string[] | undefined>;

/** As many as the page names among those who spent most; the list of people holds everybody. */
const mostSpenders = 20;

export default async function AdminOverviewPage({ searchParams }: { searchParams: Promise<Query> }) {
  const ctx = await requireAdmin();
  const { admin, usage } = messagesFor(ctx.locale);
  const query = await searchParams;
  const range = parseRange(query.range);
  const period = daysOf(range, ctx.now);
  const asked = ListPeopleInput.safeParse({ search: query.search || undefined, cursor: query.after });
  const input = asked.data ?? ListPeopleInput.parse({});
  const [report, people] = await Promise.all([usageReportOfAll(ctx, period), listPeople(ctx, input)]);
  const spenders = sumBy(report.rows, (row) => row.userId);
  const ids = people.items.map((person) => person.id);
  const [spending, room, modelNames, known] = await Promise.all([
    spendingOf(ctx, ids),
    storageOf(ctx, ids),
    namesOf(
      ctx,
      report.rows.map((row) => row.modelId),
    ),
    findPeople(
      ctx,
      spenders.slice(0, mostSpenders).map((spender) => spender.key),
    ),
  ]);
  const spentIn = new Map(spenders.map((spender) => [spender.key, String(spender.costNanos)]));
  const personName = new Map(known.map((person) => [person.id, person.name || person.email]));
  const keep: Record<string, string> = range === "month" ? {} : { range };
  const search = input.search ?? "";
  return (
    <TextProvider locale={ctx.locale} messages={pickMessages(ctx.locale, ["auth", "storage"])}>
      <AdminPage current="overview" admin={admin} actions={<RangeLinks path="/admin" current={range} usage={usage} />}>
        <Report
          rows={report.rows}
          period={period}
          totalNanos={report.totalNanos}
          refundedNanos={report.refundedNanos}
          currency={report.currency}
          locale={ctx.locale}
          usage={usage}
          nameOf={(id) => modelNames[id] ?? id}
          spentLabel={admin.spentByAll}
        />
        {spenders.length > 0 && (
          <Section title={admin.byPerson}>
            <PersonSums
              sums={spenders.slice(0, mostSpenders)}
              nameOf={(id) => personName.get(id) ?? admin.erased}
              totalNanos={report.totalNanos}
              currency={report.currency}
              locale={ctx.locale}
              usage={usage}
              admin={admin}
            />
          </Section>
        )}
        <Section
          title={admin.people}
          actions={
            <div className="flex flex-wrap gap-2">
              <SearchForm action="/admin" name="search" label={admin.searchPeople} value={search} keep={keep} />
              <ButtonLink href="/admin/invitations" variant="primary" className="h-9">
                <UserPlus aria-hidden />
                {admin.invite}
              </ButtonLink>
            </div>
          }
        >
          {people.items.length > 0 ? (
            <PeopleTable
              rows={people.items.map((person, index) => ({
                person,
                spending: spending[index]!,
                storage: room[index]!,
                periodNanos: spentIn.get(person.id) ?? "0",
              }))}
              currency={report.currency}
              ownId={ctx.actor.userId}
            />
          ) : (
            <EmptyState title={format(admin.nobody, { search })} />
          )}
          <div className="mt-3 flex gap-2">
            {input.cursor && (
              <ButtonLink href={`/admin?${new URLSearchParams({ ...keep, ...(search ? { search } : {}) })}`}>
                {admin.first}
              </ButtonLink>
            )}
            {people.nextCursor && (
              <ButtonLink
                href={`/admin?${new URLSearchParams({ ...keep, ...(search ? { search } : {}), after: people.nextCursor })}`}
              >
                {admin.more}
              </ButtonLink>
            )}
          </div>
        </Section>
      </AdminPage>
    </TextProvider>
  );
}
