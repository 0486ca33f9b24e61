"use client";

import { ArrowLeft, Ellipsis, Folder as FolderIcon, FolderPlus, Settings2, Trash2 } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { FolderName, ListStore } from "@/components/chat/list-store";
import { useFailureText } from "@/components/failure";
import { useFormat, useText } from "@/components/text-provider";
import { IconButton } from "@/components/ui/button";
import { DropdownMenu, DropdownMenuItem } from "@/components/ui/dropdown-menu";
import { toast } from "@/components/ui/toast";
import { untilLoaded } from "@/components/ui/until-loaded";
import { deleteFolder } from "./api";

const FolderDialog = dynamic(() => untilLoaded(() => import("./folder-dialog")).then((module) => module.FolderDialog), {
  ssr: false,
});

interface FolderListProps {
  store: ListStore;
  folders: readonly FolderName[];
  /** the folder whose conversations are listed */
  folderId: string | undefined;
  onOpen: () => void;
}

/** The folders above the list, or the one that is open with the way out of it. */
export function FolderList({ store, folders, folderId, onOpen }: FolderListProps) {
  const words = useText("finding").folders;
  const router = useRouter();
  const [isMaking, setMaking] = useState(false);
  const open = folders.find(({ id }) => id === folderId);
  if (folderId !== undefined) {
    return (
      <div className="flex items-center gap-1 px-2 pb-1">
        <IconButton label={words.all} size="iconSm" onClick={() => void store.show(undefined)}>
          <ArrowLeft aria-hidden />
        </IconButton>
        <Link
          href={`/folders/${folderId}`}
          className="min-w-0 grow truncate rounded-md px-1 text-sm leading-8 font-medium hover:bg-accent"
          onClick={onOpen}
        >
          {open?.name}
        </Link>
        {open && <FolderMenu folder={open} store={store} />}
      </div>
    );
  }
  return (
    <div className="px-2 pb-1">
      <div className="flex h-8 items-center pl-2.5 text-xs font-medium text-muted-foreground">
        <span className="grow">{words.title}</span>
        <IconButton label={words.new} size="iconSm" onClick={() => setMaking(true)}>
          <FolderPlus aria-hidden />
        </IconButton>
      </div>
      {folders.length > 0 && (
        <ul className="max-h-48 overflow-y-auto">
          {folders.map((folder) => (
            <li key={folder.id} className="group/row relative h-9 rounded-lg hover:bg-accent">
              <Link
                href={`/folders/${folder.id}`}
                prefetch={false}
                onClick={onOpen}
                className="flex h-full items-center gap-2 rounded-lg pr-9 pl-2.5 text-sm focus-visible:-outline-offset-2"
              >
                <FolderIcon className="size-4 shrink-0 text-muted-foreground" aria-hidden />
                <span className="truncate">{folder.name}</span>
              </Link>
              <FolderMenu folder={folder} store={store} inRow />
            </li>
          ))}
        </ul>
      )}
      {isMaking && (
        <FolderDialog
          onClose={() => setMaking(false)}
          onSaved={(folder) => {
            store.changeFolder(folder);
            router.push(`/folders/${folder.id}`);
          }}
        />
      )}
    </div>
  );
}

function FolderMenu({ folder, store, inRow = false }: { folder: FolderName; store: ListStore; inRow?: boolean }) {
  const words = useText("finding").folders;
  const format = useFormat();
  const explain = useFailureText();
  const router = useRouter();
  const [isEditing, setEditing] = useState(false);
  const label = format(words.actions, { name: folder.name });

  const remove = async () => {
    try {
      await deleteFolder(folder.id);
      store.removeFolder(folder.id);
      if (window.location.pathname === `/folders/${folder.id}`) router.push("/");
      toast({ text: format(words.deleted, { name: folder.name }) });
    } catch (error) {
      toast({ text: explain(error), tone: "danger" });
    }
  };

  return (
    <>
      <DropdownMenu
        label={label}
        align="end"
        className="w-44"
        trigger={
          <button
            type="button"
            aria-label={label}
            className={
              inRow
                ? "absolute top-1 right-1 inline-flex size-7 items-center justify-center rounded-md text-muted-foreground opacity-0 group-hover/row:opacity-100 hover:text-foreground focus-visible:opacity-100 aria-expanded:opacity-100 pointer-coarse:opacity-100"
                : "inline-flex size-7 items-center justify-center rounded-md text-muted-foreground hover:bg-accent hover:text-foreground"
            }
          >
            <Ellipsis className="size-4" aria-hidden />
          </button>
        }
      >
        <DropdownMenuItem icon={<Settings2 aria-hidden />} onSelect={() => setEditing(true)}>
          {words.edit}
        </DropdownMenuItem>
        <DropdownMenuItem icon={<Trash2 aria-hidden />} danger onSelect={() => void remove()}>
          {words.delete}
        </DropdownMenuItem>
      </DropdownMenu>
      {isEditing && (
        <FolderDialog
          id={folder.id}
          onClose={() => setEditing(false)}
          onSaved={(saved) => {
            store.changeFolder(saved);
            router.refresh();
          }}
        />
      )}
    </>
  );
}
