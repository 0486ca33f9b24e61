import type { Metadata } from "next";
import { AdminPage } from "@/components/admin/admin-page";
import { ModelAdministration } from "@/components/admin/model-administration";
import { TextProvider } from "@/components/text-provider";
import { env } from "@/lib/env";
import { requireAdmin } from "@/lib/http";
import { messagesFor, pickMessages } from "@/lib/i18n";
import { listAdminModels } from "@/lib/models";

export async function generateMetadata(): Promise<Metadata> {
  return { title: messagesFor((await requireAdmin()).locale).admin.models.title };
}

/** Which models people may choose, and what they cost here. */
export default async function AdminModelsPage() {
  const ctx = await requireAdmin();
  const { admin } = messagesFor(ctx.locale);
  return (
    <TextProvider locale={ctx.locale} messages={pickMessages(ctx.locale, ["models"])}>
      <AdminPage current="models" admin={admin}>
        <p className="mb-4 text-muted-foreground">{admin.models.text}</p>
        <ModelAdministration
          models={await listAdminModels(ctx)}
          currency={env().CURRENCY}
          today={ctx.now.toISOString().slice(0, 10)}
        />
      </AdminPage>
    </TextProvider>
  );
}
