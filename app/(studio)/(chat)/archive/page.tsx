import type { Metadata } from "next";
import { Archive } from "@/components/finding/archive";
import { Page } from "@/components/shell/page";
import { listConversations } from "@/lib/chat";
import { requireUser } from "@/lib/http";
import { messagesFor } from "@/lib/i18n";

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await requireUser();
  return { title: messagesFor(locale).finding.archive.title };
}

/** What was taken out of the list and can come back. */
export default async function ArchivePage() {
  const ctx = await requireUser();
  const { archive } = messagesFor(ctx.locale).finding;
  const page = await listConversations(ctx, { archived: true, limit: 50 });
  return (
    <div className="h-full min-w-0 grow overflow-y-auto">
      <Page title={archive.title} text={page.items.length > 0 ? archive.text : undefined} width="narrow">
        <Archive page={page} />
      </Page>
    </div>
  );
}
