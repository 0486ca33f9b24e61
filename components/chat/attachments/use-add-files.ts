import { useCallback, type ClipboardEvent } from "react";
import { useFormat, useText } from "@/components/text-provider";
import type { AttachmentBox } from "./box";

/** Takes files into a box. What uploads them is loaded with the first one. */
export function useAddFiles(box: AttachmentBox): (files: readonly File[]) => void {
  const words = useText("attachments");
  const format = useFormat();
  return useCallback(
    (files) => {
      if (files.length === 0) return;
      void Promise.all([import("./add"), import("./limit-toast")]).then(([{ addFiles }, { sayLeftOut }]) =>
        sayLeftOut(addFiles(box, files), words.tooMany, format),
      );
    },
    [box, words, format],
  );
}

/** Takes files that are pasted. Text that comes with its own picture, as from a table, stays text. */
export function usePasteFiles(box: AttachmentBox): (event: ClipboardEvent) => void {
  const add = useAddFiles(box);
  return (event) => {
    const { files, types } = event.clipboardData;
    if (files.length === 0 || types.includes("text/plain")) return;
    event.preventDefault();
    add([...files]);
  };
}
