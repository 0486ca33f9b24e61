import type { Metadata } from "next";
import { TextProvider } from "@/components/text-provider";
import { VoicesStudio } from "@/components/voices/voices-studio";
import { requireUser } from "@/lib/http";
import { messagesFor, pickMessages } from "@/lib/i18n";
import { readQuota } from "@/lib/metering";
import { findTranscriptionOffer } from "@/lib/transcriptions";
import { listVoiceModels, listVoices } from "@/lib/voices";

export async function generateMetadata(): Promise<Metadata> {
  return { title: messagesFor((await requireUser()).locale).voices.title };
}

/** Voices of one's own, and those that are shared. */
export default async function VoicesPage() {
  const ctx = await requireUser();
  const [models, transcription, voices, quota] = await Promise.all([
    listVoiceModels(ctx),
    findTranscriptionOffer(ctx),
    listVoices(ctx),
    readQuota(ctx),
  ]);
  return (
    <TextProvider locale={ctx.locale} messages={pickMessages(ctx.locale, ["voices", "player", "recording"])}>
      <VoicesStudio
        models={models}
        transcription={transcription.unavailable === null ? transcription.models[0] : undefined}
        voices={voices}
        quota={quota}
        admin={ctx.actor.role === "admin"}
        userId={ctx.actor.userId}
      />
    </TextProvider>
  );
}
