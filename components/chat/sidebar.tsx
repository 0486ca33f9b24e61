"use client";

import { PanelLeftClose, SquarePen } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useEffect, useState } from "react";
import { useText } from "@/components/text-provider";
import { IconButton, buttonVariants } from "@/components/ui/button";
import { untilLoaded } from "@/components/ui/until-loaded";
import type { ConversationPage } from "@/lib/chat/schema";
import { ConversationList } from "./conversation-list";
import { ListStore, type FolderName } from "./list-store";
import { showColumn, useSidebar } from "./sidebar-state";

const SidebarSheet = dynamic(() => untilLoaded(() => import("./sidebar-sheet")).then((module) => module.SidebarSheet), {
  ssr: false,
});

interface SidebarProps {
  page: ConversationPage;
  folders: readonly FolderName[];
  initiallyShown: boolean;
}

/** The list of conversations: a column on wide screens, a sheet on others. */
export function Sidebar({ page, folders, initiallyShown }: SidebarProps) {
  const words = useText("chat");
  const [store] = useState(() => new ListStore(page, folders));
  const { column, sheet } = useSidebar(initiallyShown);
  useEffect(() => store.attach(), [store]);
  return (
    <>
      {column && (
        <nav
          aria-label={words.conversations}
          className="flex w-66 shrink-0 flex-col border-r bg-background max-lg:hidden"
        >
          <div className="flex items-center gap-1 p-2">
            <Link
              href="/"
              prefetch={false}
              className={buttonVariants({ variant: "ghost", className: "grow justify-start" })}
            >
              <SquarePen aria-hidden />
              {words.newChat}
            </Link>
            <IconButton label={words.hideConversations} onClick={() => showColumn(false)}>
              <PanelLeftClose aria-hidden />
            </IconButton>
          </div>
          <ConversationList store={store} onOpen={ignore} />
        </nav>
      )}
      {sheet && <SidebarSheet store={store} />}
    </>
  );
}

function ignore(): void {
  // a column stays open when something is chosen in it
}
