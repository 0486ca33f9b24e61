import { Download } from "lucide-react";
import type { Metadata } from "next";
import { ItemShareList } from "@/components/library/item-share-list";
import { ImportForm } from "@/components/settings/import-form";
import { SettingsPageFrame } from "@/components/settings/settings-page";
import { ShareList } from "@/components/settings/share-list";
import { Section } from "@/components/shell/page";
import { TextProvider } from "@/components/text-provider";
import { buttonVariants } from "@/components/ui/button";
import { listShares } from "@/lib/chat";
import { requireUser } from "@/lib/http";
import { messagesFor, pickMessages } from "@/lib/i18n";
import { listItemShares } from "@/lib/library";

export async function generateMetadata(): Promise<Metadata> {
  return { title: messagesFor((await requireUser()).locale).transfer.data.title };
}

const formats = ["json", "markdown"] as const;

/** Conversations as files, there and back, and the links to copies of them. */
export default async function ConversationsPage() {
  const ctx = await requireUser();
  const { settings, transfer, library } = messagesFor(ctx.locale);
  const { data, shares } = transfer;
  const [page, items] = await Promise.all([listShares(ctx, { limit: 50 }), listItemShares(ctx, { limit: 50 })]);
  return (
    <TextProvider locale={ctx.locale} messages={pickMessages(ctx.locale, ["settings", "transfer", "library"])}>
      <SettingsPageFrame current="conversations" settings={settings}>
        <Section title={data.export} text={data.exportText}>
          <div className="flex flex-wrap gap-2">
            {formats.map((format) => (
              <a
                key={format}
                href={`/api/conversations/export?format=${format}`}
                download
                className={buttonVariants({ variant: "secondary" })}
              >
                <Download aria-hidden />
                {data[format]}
              </a>
            ))}
          </div>
        </Section>
        <Section title={data.import} text={data.importText}>
          <ImportForm />
        </Section>
        <Section title={shares.title} text={shares.text}>
          <ShareList page={page} />
        </Section>
        <Section title={library.share.listTitle} text={library.share.listText}>
          <ItemShareList page={items} />
        </Section>
      </SettingsPageFrame>
    </TextProvider>
  );
}
