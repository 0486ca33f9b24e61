import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { SharedMessages } from "@/components/finding/shared-messages";
import { Mark } from "@/components/shell/mark";
import { TextProvider } from "@/components/text-provider";
import { readShare } from "@/lib/chat";
import { findVisitor } from "@/lib/http";
import { format, messagesFor } from "@/lib/i18n";

interface PageProps {
  params: Promise<{ token: string }>;
}

/** As nobody in particular: a link shows the same to everyone who has it. */
const readPage = cache(async (token: string) => {
  const visitor = await findVisitor();
  const shared = await readShare({ ...visitor, actor: { type: "anonymous" } }, { token });
  if (!shared) notFound();
  return { shared, locale: visitor.locale };
});

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { shared, locale } = await readPage((await params).token);
  return {
    title: shared.title || messagesFor(locale).transfer.shared.untitled,
    robots: { index: false, follow: false, noarchive: true },
  };
}

/** A frozen copy of a conversation, for anyone who has its link. */
export default async function SharedPage({ params }: PageProps) {
  const { token } = await params;
  const { shared, locale } = await readPage(token);
  const messages = messagesFor(locale);
  const words = messages.transfer.shared;
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" });
  const dated = (template: string, value: string) => format(template, { date: day.format(new Date(value)) }, locale);
  return (
    <TextProvider locale={locale} messages={{ chat: messages.chat, transfer: messages.transfer }}>
      <main className="mx-auto w-full max-w-[48rem] px-4 py-8 sm:px-6">
        <header className="mb-8 border-b pb-6">
          <p className="mb-6 flex items-center gap-2.5 text-sm text-muted-foreground">
            <Mark />
            {messages.common.product} · {words.by}
          </p>
          <h1 className="text-2xl font-semibold tracking-tight text-balance wrap-anywhere">
            {shared.title || words.untitled}
          </h1>
          <p className="mt-2 text-sm text-muted-foreground">
            {dated(words.frozen, shared.createdAt)} {shared.expiresAt && dated(words.until, shared.expiresAt)}
          </p>
        </header>
        <SharedMessages snapshot={shared} source={`/api/shared/conversations/${token}`} />
        <p className="mt-10 border-t pt-4 text-xs text-muted-foreground">{words.note}</p>
      </main>
    </TextProvider>
  );
}
