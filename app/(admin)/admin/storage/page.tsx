import type { Metadata } from "next";
import { AdminPage } from "@/components/admin/admin-page";
import { StorageCheckPanel } from "@/components/admin/storage-check-panel";
import { StorageUsers } from "@/components/admin/storage-users";
import { Section } from "@/components/shell/page";
import { TextProvider } from "@/components/text-provider";
import { formatSize } from "@/lib/core";
import { requireAdmin } from "@/lib/http";
import { format, messagesFor, pickMessages } from "@/lib/i18n";
import { largestStorageUsers, lastStorageCheck, storagePlace, storageTotals } from "@/lib/storage";

export async function generateMetadata(): Promise<Metadata> {
  return { title: messagesFor((await requireAdmin()).locale).storage.title };
}

/** As many as the page names; the list of people holds everybody. */
const LARGEST = 50;

/** Where files are, whether all of them are there, and whose they are. */
export default async function StoragePage() {
  const ctx = await requireAdmin();
  const { admin, storage } = messagesFor(ctx.locale);
  const { kind, place } = storagePlace();
  const [totals, check, users] = await Promise.all([
    storageTotals(ctx),
    lastStorageCheck(ctx),
    largestStorageUsers(ctx, { limit: LARGEST }),
  ]);
  const figures = { size: formatSize(totals.usedBytes, ctx.locale), people: totals.people };
  return (
    <TextProvider locale={ctx.locale} messages={pickMessages(ctx.locale, ["storage"])}>
      <AdminPage current="storage" admin={admin}>
        <Section title={storage.title} text={storage.text}>
          <dl className="grid gap-x-8 gap-y-3 sm:flex sm:flex-wrap">
            <div>
              <dt className="text-xs text-muted-foreground">{storage.used}</dt>
              <dd className="tabular text-lg font-semibold">{format(storage.usedBy, figures, ctx.locale)}</dd>
            </div>
            <div className="min-w-0">
              <dt className="text-xs text-muted-foreground">{storage.places[kind]}</dt>
              <dd className="py-1 font-mono text-sm wrap-anywhere">{place}</dd>
            </div>
          </dl>
        </Section>
        <Section title={storage.check.title} text={storage.check.text}>
          <StorageCheckPanel check={check} marked={totals.missing} />
        </Section>
        <Section title={storage.people.title} text={storage.people.text}>
          <StorageUsers users={users} />
        </Section>
      </AdminPage>
    </TextProvider>
  );
}
