import type { Metadata } from "next";
import { Catalogue } from "@/components/models/catalogue";
import { inReadingOrder } from "@/components/models/filter";
import { Page } from "@/components/shell/page";
import { TextProvider } from "@/components/text-provider";
import { requireUser } from "@/lib/http";
import { messagesFor, pickMessages } from "@/lib/i18n";
import { listModels } from "@/lib/models";

export async function generateMetadata(): Promise<Metadata> {
  return { title: messagesFor((await requireUser()).locale).models.title };
}

/** The models on offer here; administrators see the others too, and why they are not offered. */
export default async function ModelsPage() {
  const ctx = await requireUser();
  const { models } = messagesFor(ctx.locale);
  const list = await listModels(ctx, ctx.actor.role === "admin" ? { all: "1" } : {});
  return (
    <TextProvider locale={ctx.locale} messages={pickMessages(ctx.locale, ["models"])}>
      <Page title={models.title}>
        <Catalogue models={inReadingOrder(list)} />
      </Page>
    </TextProvider>
  );
}
