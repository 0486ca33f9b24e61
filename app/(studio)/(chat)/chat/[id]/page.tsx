import type { Metadata } from "next";
import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import { cache } from "react";
import { OpenChat } from "@/components/chat/open-chat";
import { sidebarCookie } from "@/components/chat/sidebar-cookie";
import { findConversation } from "@/lib/chat";
import { ConversationParams } from "@/lib/chat/schema";
import { isAppError } from "@/lib/core";
import { requireUser } from "@/lib/http";
import { messagesFor } from "@/lib/i18n";
import { readQuota } from "@/lib/metering";
import { listModels } from "@/lib/models";

interface PageProps {
  params: Promise<{ id: string }>;
}

/** The person's own conversation; for any other address there is nothing here. */
const readConversation = cache(async (id: string) => {
  const ctx = await requireUser();
  const params = ConversationParams.safeParse({ id });
  if (!params.success) notFound();
  try {
    return await findConversation(ctx, params.data);
  } catch (error) {
    if (isAppError(error) && error.code === "not_found") notFound();
    throw error;
  }
});

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { locale } = await requireUser();
  const { title } = await readConversation((await params).id);
  return { title: title || messagesFor(locale).chat.untitled };
}

/** A conversation with the end of its branch. */
export default async function ChatPage({ params }: PageProps) {
  const ctx = await requireUser();
  const [conversation, quota, models, stored] = await Promise.all([
    readConversation((await params).id),
    readQuota(ctx),
    listModels(ctx, { subType: "chat" }),
    cookies(),
  ]);
  return (
    <OpenChat
      key={conversation.id}
      conversation={conversation}
      admin={ctx.actor.role === "admin"}
      quota={quota}
      model={models.find(({ id }) => id === conversation.modelId)}
      sidebarShown={stored.get(sidebarCookie)?.value !== "hidden"}
    />
  );
}
