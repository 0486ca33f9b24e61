import { Download } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { Mark } from "@/components/shell/mark";
import { buttonVariants } from "@/components/ui/button";
import { findVisitor } from "@/lib/http";
import { format, messagesFor } from "@/lib/i18n";
import { readItemShare } from "@/lib/library";
import type { SharedItem } from "@/lib/library/schema";

interface PageProps {
  params: Promise<{ token: string }>;
}

/** As nobody in particular: a link shows the same to everyone who has it. */
const readPage = cache(async (token: string) => {
  const visitor = await findVisitor();
  const shared = await readItemShare({ ...visitor, actor: { type: "anonymous" } }, { token });
  if (!shared) notFound();
  return { shared, locale: visitor.locale };
});

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { shared, locale } = await readPage((await params).token);
  return {
    title: messagesFor(locale).library.shared.titles[shared.kind],
    robots: { index: false, follow: false, noarchive: true },
  };
}

/** One picture, clip, recording or file, for anyone who has its link. */
export default async function SharedItemPage({ params }: PageProps) {
  const { token } = await params;
  const { shared, locale } = await readPage(token);
  const messages = messagesFor(locale);
  const words = messages.library.shared;
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" });
  const dated = (template: string, value: string) => format(template, { date: day.format(new Date(value)) }, locale);
  const source = `/api/shared/items/${token}`;
  return (
    <main className="mx-auto w-full max-w-[60rem] px-4 py-8 sm:px-6">
      <header className="mb-6">
        <p className="mb-4 flex items-center gap-2.5 text-sm text-muted-foreground">
          <Mark />
          {messages.common.product} · {words.by}
        </p>
        <h1 className="text-2xl font-semibold tracking-tight">{words.titles[shared.kind]}</h1>
        <p className="mt-2 text-sm text-muted-foreground">
          {dated(words.made, shared.createdAt)} {shared.expiresAt && dated(words.until, shared.expiresAt)}
        </p>
      </header>
      <Shown shared={shared} source={source} label={shared.prompt ?? words.titles[shared.kind]} />
      {(shared.prompt ?? shared.modelName) && (
        <dl className="mt-6 grid gap-4">
          {shared.prompt && (
            <div>
              <dt className="text-xs text-muted-foreground">{words.prompt}</dt>
              <dd className="mt-1 whitespace-pre-wrap wrap-anywhere">{shared.prompt}</dd>
            </div>
          )}
          {shared.modelName && (
            <div>
              <dt className="text-xs text-muted-foreground">{words.model}</dt>
              <dd className="mt-1">{shared.modelName}</dd>
            </div>
          )}
        </dl>
      )}
      <p className="mt-6">
        <a href={`${source}?download=1`} download className={buttonVariants({ variant: "outline" })}>
          <Download aria-hidden />
          {words.download}
        </a>
      </p>
      <p className="mt-10 border-t pt-4 text-xs text-muted-foreground">{words.note}</p>
    </main>
  );
}

function Shown({ shared, source, label }: { shared: SharedItem; source: string; label: string }) {
  const { kind, width, height, blur } = shared;
  const size = { width: width ?? undefined, height: height ?? undefined };
  if (kind === "picture") {
    return (
      <img
        src={source}
        alt={label}
        {...size}
        className="mx-auto h-auto max-h-[80dvh] w-auto max-w-full rounded-lg bg-secondary object-contain"
      />
    );
  }
  if (kind === "video") {
    return (
      <video
        src={source}
        {...(blur !== null && { poster: `${source}?variant=thumbnail` })}
        controls
        playsInline
        preload="metadata"
        aria-label={label}
        {...size}
        className="h-auto max-h-[80dvh] w-full rounded-lg bg-black object-contain"
      />
    );
  }
  return kind === "audio" ? (
    <audio src={source} controls preload="metadata" aria-label={label} className="w-full" />
  ) : null;
}
