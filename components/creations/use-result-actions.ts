"use client";

import { useFailureText } from "@/components/failure";
import { useText } from "@/components/text-provider";
import { toast } from "@/components/ui/toast";
import { focusBeside } from "./focus-beside";
import { restoreResult, setFavourite, trashResult } from "./api";
import type { Result } from "./result";
import type { Creations } from "./use-creations";

/** What every studio offers for a result, whatever it is. */
export interface ResultActions {
  favourite: (result: Result) => void;
  /** into the trash at once, with a way back */
  trash: (result: Result) => void;
  copyPrompt: (result: Result) => void;
}

export function useResultActions({ changeAsset }: Pick<Creations, "changeAsset">): ResultActions {
  const words = useText("creations");
  const failureText = useFailureText();
  const fail = (error: unknown) => toast({ text: failureText(error), tone: "danger" });

  return {
    async favourite({ asset }) {
      const favourite = !asset.favourite;
      changeAsset(asset.id, { favourite });
      try {
        await setFavourite(asset.id, favourite);
      } catch (error) {
        changeAsset(asset.id, { favourite: !favourite });
        fail(error);
      }
    },
    async trash({ asset }) {
      focusBeside("[data-result]", `[data-result="${asset.id}"]`);
      changeAsset(asset.id, { trashedAt: new Date().toISOString() });
      const restore = async () => {
        try {
          await restoreResult(asset.id);
          changeAsset(asset.id, { trashedAt: null });
        } catch (error) {
          fail(error);
        }
      };
      try {
        await trashResult(asset.id);
        toast({ text: words.trashedToast, undo: () => void restore() });
      } catch (error) {
        changeAsset(asset.id, { trashedAt: null });
        fail(error);
      }
    },
    async copyPrompt({ creation }) {
      try {
        await navigator.clipboard.writeText(creation.prompt);
        toast({ text: words.promptCopied });
      } catch {
        toast({ text: words.copyFailed, tone: "danger" });
      }
    },
  };
}
