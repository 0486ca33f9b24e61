"use client";

import { useText } from "@/components/text-provider";
import { Sheet } from "@/components/ui/dialog";
import { ConversationList } from "./conversation-list";
import type { ListStore } from "./list-store";
import { showSheet } from "./sidebar-state";

/** The list of conversations on a narrow screen. */
export function SidebarSheet({ store }: { store: ListStore }) {
  const words = useText("chat");
  return (
    <Sheet open onOpenChange={showSheet} title={words.conversations} className="max-sm:h-[85dvh]">
      <div className="-mx-2 flex h-full flex-col">
        <ConversationList store={store} onOpen={() => showSheet(false)} />
      </div>
    </Sheet>
  );
}
