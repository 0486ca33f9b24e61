import type { Metadata } from "next";
import { TextProvider } from "@/components/text-provider";
import { TranscribeStudio } from "@/components/transcribe/transcribe-studio";
import { requireUser } from "@/lib/http";
import { messagesFor, pickMessages } from "@/lib/i18n";
import { readQuota } from "@/lib/metering";
import { findTranscription, findTranscriptionOffer, listTranscriptions } from "@/lib/transcriptions";
import { TranscriptionParams } from "@/lib/transcriptions/schema";

export async function generateMetadata(): Promise<Metadata> {
  return { title: messagesFor((await requireUser()).locale).transcribe.title };
}

interface TranscribePageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Speech written down; `transcription` names the one that is open. */
export default async function TranscribePage({ searchParams }: TranscribePageProps) {
  const [ctx, search] = await Promise.all([requireUser(), searchParams]);
  const named = TranscriptionParams.safeParse({ id: search.transcription });
  const [offer, quota, page, opened] = await Promise.all([
    findTranscriptionOffer(ctx),
    readQuota(ctx),
    listTranscriptions(ctx, { limit: 20 }),
    named.success ? findTranscription(ctx, named.data).catch(() => undefined) : undefined,
  ]);
  return (
    <TextProvider locale={ctx.locale} messages={pickMessages(ctx.locale, ["transcribe", "player", "recording"])}>
      <TranscribeStudio offer={offer} quota={quota} admin={ctx.actor.role === "admin"} page={page} opened={opened} />
    </TextProvider>
  );
}
