import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { DictationProvider, type DictationOffer } from "@/components/chat/dictation/offer";
import { Sidebar } from "@/components/chat/sidebar";
import { sidebarCookie } from "@/components/chat/sidebar-cookie";
import { TextProvider } from "@/components/text-provider";
import { listConversations, listFolders } from "@/lib/chat";
import { requireUser } from "@/lib/http";
import { pickMessages } from "@/lib/i18n";
import { findTranscriptionOffer } from "@/lib/transcriptions";
import type { TranscriptionOffer } from "@/lib/transcriptions/schema";

/** The list of conversations beside whichever is open. */
export default async function ChatLayout({ children }: { children: ReactNode }) {
  const ctx = await requireUser();
  const [page, folders, offer] = await Promise.all([
    listConversations(ctx, { limit: 40 }),
    listFolders(ctx),
    findTranscriptionOffer(ctx),
  ]);
  const names = folders.map(({ id, name }) => ({ id, name }));
  const isShown = (await cookies()).get(sidebarCookie)?.value !== "hidden";
  return (
    <TextProvider
      locale={ctx.locale}
      messages={pickMessages(ctx.locale, [
        ...(["chat", "finding", "json", "tools", "attachments", "documents"] as const),
        ...(["dictation", "recording", "player", "readAloud"] as const),
      ])}
    >
      <div className="flex h-full">
        <Sidebar page={page} folders={names} initiallyShown={isShown} />
        <DictationProvider offer={toDictation(offer)}>{children}</DictationProvider>
      </div>
    </TextProvider>
  );
}

function toDictation({ models: [model], unavailable }: TranscriptionOffer): DictationOffer | null {
  if (!model || unavailable) return null;
  return { modelId: model.id, rateNanos: model.rateNanos, currency: model.currency };
}
