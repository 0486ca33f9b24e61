import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { Sidebar } from "@/components/chat/sidebar";
import { sidebarCookie } from "@/components/chat/sidebar-cookie";
import { TextProvider } from "@/components/text-provider";
import { listConversations, listFolders } from "@/lib/chat";
import { requireUser } from "@/lib/http";
import { pickMessages } from "@/lib/i18n";

/** The list of conversations beside whichever is open. */
export default async function ChatLayout({ children }: { children: ReactNode }) {
  const ctx = await requireUser();
  const [page, folders] = await Promise.all([listConversations(ctx, { limit: 40 }), listFolders(ctx)]);
  const names = folders.map(({ id, name }) => ({ id, name }));
  const isShown = (await cookies()).get(sidebarCookie)?.value !== "hidden";
  return (
    <TextProvider
      locale={ctx.locale}
      messages={pickMessages(ctx.locale, ["chat", "finding", "json", "tools", "attachments", "documents"])}
    >
      <div className="flex h-full">
        <Sidebar page={page} folders={names} initiallyShown={isShown} />
        {children}
      </div>
    </TextProvider>
  );
}
