import type { Metadata } from "next";
import { ItemShareList } from "@/components/library/item-share-list";
import { ImportForm } from "@/components/settings/import-form";
import { SettingsPageFrame } from "@/components/settings/settings-page";
import { ShareList } from "@/components/settings/share-list";
import { Takeout } from "@/components/settings/takeout";
import { Section } from "@/components/shell/page";
import { TextProvider } from "@/components/text-provider";
import { readAccount } from "@/lib/auth";
import { listShares } from "@/lib/chat";
import { requireUser } from "@/lib/http";
import { messagesFor, pickMessages } from "@/lib/i18n";
import { listItemShares } from "@/lib/library";

export async function generateMetadata(): Promise<Metadata> {
  return { title: messagesFor((await requireUser()).locale).transfer.data.title };
}

/** Conversations as files, there and back, and the links to copies of them. */
export default async function ConversationsPage() {
  const ctx = await requireUser();
  const { settings, transfer, library } = messagesFor(ctx.locale);
  const { data, shares } = transfer;
  const [account, page, items] = await Promise.all([
    readAccount(ctx),
    listShares(ctx, { limit: 50 }),
    listItemShares(ctx, { limit: 50 }),
  ]);
  return (
    <TextProvider locale={ctx.locale} messages={pickMessages(ctx.locale, ["settings", "auth", "transfer", "library"])}>
      <SettingsPageFrame current="conversations" settings={settings}>
        <Section title={data.export} text={data.exportText}>
          <Takeout hasPassword={account.hasPassword} conversations />
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
