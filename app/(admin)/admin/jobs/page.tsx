import type { Metadata } from "next";
import { AdminPage } from "@/components/admin/admin-page";
import { JobTable } from "@/components/admin/job-table";
import { Section } from "@/components/shell/page";
import { TextProvider } from "@/components/text-provider";
import { EmptyState } from "@/components/ui/empty-state";
import { requireAdmin } from "@/lib/http";
import { messagesFor, pickMessages } from "@/lib/i18n";
import { listSetAsideJobs } from "@/lib/worker";

export async function generateMetadata(): Promise<Metadata> {
  return { title: messagesFor((await requireAdmin()).locale).jobs.title };
}

/** Work that the server has given up on by itself. */
export default async function JobsPage() {
  const ctx = await requireAdmin();
  const { admin, jobs: words } = messagesFor(ctx.locale);
  const jobs = await listSetAsideJobs(ctx);
  return (
    <TextProvider locale={ctx.locale} messages={pickMessages(ctx.locale, ["jobs"])}>
      <AdminPage current="jobs" admin={admin}>
        <Section title={words.title} text={words.text}>
          {jobs.length > 0 ? <JobTable jobs={jobs} /> : <EmptyState title={words.empty}>{words.emptyText}</EmptyState>}
        </Section>
      </AdminPage>
    </TextProvider>
  );
}
