import type { Metadata } from "next";
import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import { cache } from "react";
import { NewChat } from "@/components/chat/new-chat";
import { sidebarCookie } from "@/components/chat/sidebar-cookie";
import { findDraft, findFolder, listConversations } from "@/lib/chat";
import { FolderParams } from "@/lib/chat/schema";
import { isAppError } from "@/lib/core";
import { requireUser } from "@/lib/http";
import { readQuota } from "@/lib/metering";
import { defaultChatModel, listModels } from "@/lib/models";

interface PageProps {
  params: Promise<{ id: string }>;
}

const readFolder = cache(async (id: string) => {
  const ctx = await requireUser();
  const params = FolderParams.safeParse({ id });
  if (!params.success) notFound();
  try {
    return await findFolder(ctx, params.data);
  } catch (error) {
    if (isAppError(error) && error.code === "not_found") notFound();
    throw error;
  }
});

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: (await readFolder((await params).id)).name };
}

/** A new conversation in a folder, with what the folder gives it; the list beside it shows the folder's. */
export default async function FolderPage({ params }: PageProps) {
  const ctx = await requireUser();
  const folder = await readFolder((await params).id);
  const [quota, draft, stored, offered, latest] = await Promise.all([
    readQuota(ctx),
    findDraft(ctx, { id: "new" }),
    cookies(),
    listModels(ctx, { subType: "chat" }),
    listConversations(ctx, { folderId: folder.id, limit: 1 }),
  ]);
  const wanted = folder.modelId ?? latest.items[0]?.modelId;
  const model =
    offered.find(({ id }) => id === wanted) ?? (offered.length > 0 ? await defaultChatModel(ctx) : undefined);
  const { id, name, systemPrompt } = folder;
  return (
    <NewChat
      key={`${id} ${systemPrompt} ${model?.id}`}
      admin={ctx.actor.role === "admin"}
      quota={quota}
      model={model}
      draft={draft.text}
      sidebarShown={stored.get(sidebarCookie)?.value !== "hidden"}
      folder={{ id, name, systemPrompt }}
    />
  );
}
