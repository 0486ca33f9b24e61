"use client";

import { Archive, Download, FolderInput, Pin, Trash2, X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { ListStore } from "@/components/chat/list-store";
import { useFailureText } from "@/components/failure";
import { useFormat, useText } from "@/components/text-provider";
import { IconButton } from "@/components/ui/button";
import { DropdownMenu, DropdownMenuItem } from "@/components/ui/dropdown-menu";
import { toast } from "@/components/ui/toast";
import type { Arrangement } from "@/lib/chat/schema";
import { arrange, download } from "./api";
import { MoveDialog } from "./move-dialog";

interface BulkBarProps {
  store: ListStore;
  ids: ReadonlySet<string>;
  /** the conversation on the page */
  currentId: string | undefined;
  onDone: () => void;
}

/** What can be done with everything that is selected, at the foot of the list. */
export function BulkBar({ store, ids, currentId, onDone }: BulkBarProps) {
  const finding = useText("finding");
  const words = finding.bulk;
  const format = useFormat();
  const explain = useFailureText();
  const router = useRouter();
  const [isMoving, setMoving] = useState(false);
  const chosen = [...ids];
  const none = chosen.length === 0;

  const run = async (action: Arrangement, said: string, back?: Arrangement) => {
    try {
      const done = await arrange(chosen, action);
      store.arranged(done, action);
      if (action.type === "delete" && currentId !== undefined && done.includes(currentId)) router.push("/");
      onDone();
      const undo = () => {
        if (!back) return;
        arrange(done, back).then(
          () => store.arranged(done, back),
          (error: unknown) => toast({ text: explain(error), tone: "danger" }),
        );
      };
      toast({ text: format(said, { count: done.length }), ...(back && { undo }) });
    } catch (error) {
      toast({ text: explain(error), tone: "danger" });
    }
  };

  return (
    <div role="toolbar" aria-label={words.actions} className="border-t bg-muted px-2 py-1.5">
      <div className="flex items-center">
        <span role="status" className="grow pl-1 text-xs text-muted-foreground">
          {format(words.selected, { count: chosen.length })}
        </span>
        <IconButton label={words.done} size="iconSm" onClick={onDone}>
          <X aria-hidden />
        </IconButton>
      </div>
      <div className="flex items-center justify-between">
        <IconButton label={finding.move.action} disabled={none} onClick={() => setMoving(true)}>
          <FolderInput aria-hidden />
        </IconButton>
        <IconButton
          label={finding.archive.action}
          disabled={none}
          onClick={() => void run({ type: "archive" }, words.archived, { type: "unarchive" })}
        >
          <Archive aria-hidden />
        </IconButton>
        <IconButton
          label={words.pin}
          disabled={none}
          onClick={() => void run({ type: "pin" }, words.pinned, { type: "unpin" })}
        >
          <Pin aria-hidden />
        </IconButton>
        <DropdownMenu
          label={words.export}
          side="top"
          className="w-48"
          trigger={
            <IconButton label={words.export} disabled={none}>
              <Download aria-hidden />
            </IconButton>
          }
        >
          <DropdownMenuItem onSelect={() => download("markdown", chosen)}>{finding.menu.markdown}</DropdownMenuItem>
          <DropdownMenuItem onSelect={() => download("json", chosen)}>{finding.menu.json}</DropdownMenuItem>
        </DropdownMenu>
        <IconButton
          label={words.delete}
          variant="dangerGhost"
          disabled={none}
          onClick={() => void run({ type: "delete" }, words.deleted, { type: "restore" })}
        >
          <Trash2 aria-hidden />
        </IconButton>
      </div>
      {isMoving && (
        <MoveDialog
          ids={chosen}
          current={undefined}
          onClose={() => setMoving(false)}
          onMoved={(done, folderId) => {
            store.arranged(done, { type: "move", folderId });
            onDone();
          }}
        />
      )}
    </div>
  );
}
