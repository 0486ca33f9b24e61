"use client";

import { useRouter } from "next/navigation";
import { attachToNewChat } from "@/components/chat/attachments/box";
import { useFailureText } from "@/components/failure";
import { useFormat, useText } from "@/components/text-provider";
import { toast } from "@/components/ui/toast";
import { newId } from "@/lib/core";
import type { LibraryItem } from "@/lib/library/schema";
import { act, markFavourite, zipAddress } from "./api";
import type { LibraryStore } from "./library-store";

export interface ItemActions {
  trash: (ids: readonly string[]) => Promise<void>;
  restore: (ids: readonly string[]) => Promise<void>;
  /** for good */
  remove: (ids: readonly string[]) => Promise<void>;
  favourite: (ids: readonly string[], favourite: boolean) => Promise<void>;
  zip: (ids: readonly string[]) => Promise<void>;
  useInChat: (item: LibraryItem) => void;
  failed: (error: unknown) => void;
}

/**
 * What can be done with items. It shows at once, and is taken back where the server refuses it.
 * @param onChanged what is used of the storage may be another
 */
export function useItemActions(store: LibraryStore, onChanged: () => void): ItemActions {
  const words = useText("library").done;
  const format = useFormat();
  const explain = useFailureText();
  const router = useRouter();
  const failed = (error: unknown) => void toast({ text: explain(error), tone: "danger" });

  /** Takes items out of the list and tells the server. */
  const leave = async (
    action: "trash" | "restore" | "delete",
    ids: readonly string[],
    said: string,
    back?: "trash" | "restore",
  ) => {
    const putBack = store.change(new Set(ids), () => undefined);
    try {
      const done = await act(action, ids);
      const undo = () => {
        if (!back) return;
        act(back, done).then(() => {
          putBack();
          onChanged();
        }, failed);
      };
      toast({ text: format(said, { count: done.length }), ...(back && { undo }) });
      onChanged();
    } catch (error) {
      putBack();
      failed(error);
    }
  };

  return {
    failed,
    trash: (ids) => leave("trash", ids, words.trashed, "restore"),
    restore: (ids) => leave("restore", ids, words.restored, "trash"),
    remove: (ids) => leave("delete", ids, words.deleted),
    async favourite(ids, favourite) {
      const putBack = store.change(new Set(ids), (item) => ({ ...item, favourite }));
      try {
        const done = await markFavourite(ids, favourite);
        if (ids.length > 1)
          toast({ text: format(favourite ? words.favourite : words.unfavourite, { count: done.length }) });
      } catch (error) {
        putBack();
        failed(error);
      }
    },
    async zip(ids) {
      try {
        // Leaves the page where it is: the answer says of itself that it is to be saved.
        window.location.assign(await zipAddress(ids));
      } catch (error) {
        failed(error);
      }
    },
    useInChat(item) {
      const common = { key: newId(), name: item.name, state: "ready" as const, progress: 1, assetId: item.id };
      attachToNewChat(
        item.kind === "picture"
          ? { ...common, kind: "picture", alt: "", detail: "high", width: item.width ?? 0, height: item.height ?? 0 }
          : {
              ...common,
              kind: "document",
              state: "reading",
              mediaType: item.mediaType,
              sizeBytes: item.sizeBytes,
              pages: "all",
              relevant: false,
            },
      );
      router.push("/");
    },
  };
}
