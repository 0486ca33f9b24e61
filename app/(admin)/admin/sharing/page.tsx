import type { Metadata } from "next";
import { AdminPage } from "@/components/admin/admin-page";
import { SharingSwitch } from "@/components/admin/sharing-switch";
import { Section } from "@/components/shell/page";
import { TextProvider } from "@/components/text-provider";
import { sharingEnabled } from "@/lib/auth";
import { countShares } from "@/lib/chat";
import { requireAdmin } from "@/lib/http";
import { format, messagesFor, pickMessages } from "@/lib/i18n";
import { countItemShares } from "@/lib/library";

export async function generateMetadata(): Promise<Metadata> {
  return { title: messagesFor((await requireAdmin()).locale).transfer.sharing.title };
}

/** Whether people may share conversations by link. */
export default async function SharingPage() {
  const ctx = await requireAdmin();
  const { admin, transfer } = messagesFor(ctx.locale);
  const [enabled, conversations, items] = await Promise.all([
    sharingEnabled(ctx),
    countShares(ctx),
    countItemShares(ctx),
  ]);
  const count = conversations + items;
  return (
    <TextProvider locale={ctx.locale} messages={pickMessages(ctx.locale, ["transfer"])}>
      <AdminPage current="sharing" admin={admin}>
        <Section title={transfer.sharing.title} text={transfer.sharing.text}>
          <SharingSwitch enabled={enabled} />
          <p className="mt-4 text-sm text-muted-foreground">{format(transfer.sharing.open, { count }, ctx.locale)}</p>
        </Section>
      </AdminPage>
    </TextProvider>
  );
}
