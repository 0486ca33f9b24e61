import type { Metadata } from "next";
import { cookies } from "next/headers";
import { NewChat } from "@/components/chat/new-chat";
import { sidebarCookie } from "@/components/chat/sidebar-cookie";
import { findDraft, listConversations } from "@/lib/chat";
import { requireUser, type UserContext } from "@/lib/http";
import { messagesFor } from "@/lib/i18n";
import { readQuota } from "@/lib/metering";
import { defaultChatModel, listModels } from "@/lib/models";
import type { ModelSummary } from "@/lib/models/schema";

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await requireUser();
  return { title: messagesFor(locale).chat.newChat };
}

/** A new conversation. */
export default async function NewChatPage() {
  const ctx = await requireUser();
  const [model, quota, draft, stored] = await Promise.all([
    usualModel(ctx),
    readQuota(ctx),
    findDraft(ctx, { id: "new" }),
    cookies(),
  ]);
  return (
    <NewChat
      admin={ctx.actor.role === "admin"}
      quota={quota}
      model={model}
      draft={draft.text}
      sidebarShown={stored.get(sidebarCookie)?.value !== "hidden"}
    />
  );
}

/** The model of the person's latest conversation while it is on offer, else the installation's; undefined where none is. */
async function usualModel(ctx: UserContext): Promise<ModelSummary | undefined> {
  const [latest, offered] = await Promise.all([
    listConversations(ctx, { limit: 1 }),
    listModels(ctx, { subType: "chat" }),
  ]);
  const found = offered.find(({ id }) => id === latest.items[0]?.modelId);
  return found ?? (offered.length > 0 ? defaultChatModel(ctx) : undefined);
}
