"use client";

import { Folder as FolderIcon, List } from "lucide-react";
import { useEffect, useState } from "react";
import { useFailureText } from "@/components/failure";
import { useText } from "@/components/text-provider";
import { Skeleton } from "@/components/ui/badge";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import type { Folder } from "@/lib/chat/schema";
import { arrange, listFolders } from "./api";

interface MoveDialogProps {
  ids: readonly string[];
  /** where they are, if all are in one place; null: in no folder */
  current: string | null | undefined;
  onClose: () => void;
  onMoved: (ids: readonly string[], folderId: string | null) => void;
}

/** The folders, to choose one for conversations. */
export function MoveDialog({ ids, current, onClose, onMoved }: MoveDialogProps) {
  const words = useText("finding").move;
  const explain = useFailureText();
  const [folders, setFolders] = useState<readonly Folder[]>();
  const [failure, setFailure] = useState<unknown>();
  useEffect(() => {
    let active = true;
    listFolders().then(
      (found) => active && setFolders(found),
      (error: unknown) => active && setFailure(error),
    );
    return () => {
      active = false;
    };
  }, []);

  const move = async (folderId: string | null) => {
    try {
      onMoved(await arrange(ids, { type: "move", folderId }), folderId);
      toast({ text: words.moved });
      onClose();
    } catch (error) {
      setFailure(error);
    }
  };

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={words.title}>
      {failure !== undefined && <Notice tone="danger">{explain(failure)}</Notice>}
      {!folders && failure === undefined && <Skeleton className="h-24" />}
      {folders && (
        <ul className="-mx-2 grid">
          <Place
            name={words.none}
            icon={<List aria-hidden />}
            current={current === null}
            onChoose={() => void move(null)}
          />
          {folders.map(({ id, name }) => (
            <Place
              key={id}
              name={name}
              icon={<FolderIcon aria-hidden />}
              current={current === id}
              onChoose={() => void move(id)}
            />
          ))}
        </ul>
      )}
    </Dialog>
  );
}

interface PlaceProps {
  name: string;
  icon: React.ReactNode;
  current: boolean;
  onChoose: () => void;
}

function Place({ name, icon, current, onChoose }: PlaceProps) {
  return (
    <li>
      <button
        type="button"
        aria-current={current || undefined}
        disabled={current}
        onClick={onChoose}
        className="flex min-h-10 w-full items-center gap-2.5 rounded-md px-2 text-left hover:bg-accent disabled:opacity-60 aria-[current]:bg-primary-soft pointer-coarse:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted-foreground"
      >
        {icon}
        <span className="truncate">{name}</span>
      </button>
    </li>
  );
}
