"use client";

import { Archive, ArchiveRestore, Ellipsis, FileJson, FileText, FolderInput, Share2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useChat, useChatState } from "@/components/chat/chat-context";
import { useFailureText } from "@/components/failure";
import { useFormat, useText } from "@/components/text-provider";
import { IconButton } from "@/components/ui/button";
import { DropdownMenu, DropdownMenuItem, DropdownMenuSeparator } from "@/components/ui/dropdown-menu";
import { toast } from "@/components/ui/toast";
import { untilLoaded } from "@/components/ui/until-loaded";
import { download } from "./api";

const ShareDialog = dynamic(() => untilLoaded(() => import("./share-dialog")).then((module) => module.ShareDialog), {
  ssr: false,
});
const MoveDialog = dynamic(() => untilLoaded(() => import("./move-dialog")).then((module) => module.MoveDialog), {
  ssr: false,
});

/** What can be done with the conversation on the page as a whole. */
export function ConversationMenu({ id }: { id: string }) {
  const { menu, move, archive } = useText("finding");
  const chat = useText("chat");
  const format = useFormat();
  const explain = useFailureText();
  const { store } = useChat();
  const archived = useChatState(store, (state) => state.archived);
  const folderId = useChatState(store, (state) => state.folderId);
  const hasSystemPrompt = useChatState(store, (state) => state.systemPrompt !== "");
  const [open, setOpen] = useState<"share" | "move">();
  const close = () => setOpen(undefined);

  const putAway = async () => {
    const title = store.getState().title || chat.untitled;
    try {
      await store.place({ archived: !archived });
      toast({ text: format(archived ? archive.restored : archive.archived, { title }) });
    } catch (error) {
      toast({ text: explain(error), tone: "danger" });
    }
  };

  return (
    <>
      <DropdownMenu
        label={menu.conversation}
        align="end"
        trigger={
          <IconButton label={menu.conversation}>
            <Ellipsis aria-hidden />
          </IconButton>
        }
      >
        <DropdownMenuItem icon={<Share2 aria-hidden />} onSelect={() => setOpen("share")}>
          {menu.share}
        </DropdownMenuItem>
        <DropdownMenuItem icon={<FolderInput aria-hidden />} onSelect={() => setOpen("move")}>
          {move.action}
        </DropdownMenuItem>
        <DropdownMenuItem
          icon={archived ? <ArchiveRestore aria-hidden /> : <Archive aria-hidden />}
          onSelect={() => void putAway()}
        >
          {archived ? menu.unarchive : menu.archive}
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem icon={<FileText aria-hidden />} onSelect={() => download("markdown", [id])}>
          {menu.markdown}
        </DropdownMenuItem>
        <DropdownMenuItem icon={<FileJson aria-hidden />} onSelect={() => download("json", [id])}>
          {menu.json}
        </DropdownMenuItem>
      </DropdownMenu>
      {open === "share" && <ShareDialog conversationId={id} hasSystemPrompt={hasSystemPrompt} onClose={close} />}
      {open === "move" && (
        <MoveDialog
          ids={[id]}
          current={folderId}
          onClose={close}
          onMoved={(_, next) => store.placed({ folderId: next })}
        />
      )}
    </>
  );
}
