import { useFailureWords } from "@/components/failure";
import { useFormat, useText } from "@/components/text-provider";
import type { AttachmentItem } from "./item";

/** What an item is at, in words, while it is not ready. */
export function useItemState({ state, progress, problem }: AttachmentItem): {
  text: string | undefined;
  busy: boolean;
} {
  const { state: words, document } = useText("attachments");
  const { reasons } = useText("documents");
  const failure = useFailureWords();
  const format = useFormat();
  switch (state) {
    case "ready":
      return { text: undefined, busy: false };
    case "failed": {
      // Why it could not be read has words of its own; why it did not arrive is a failure like any other.
      const unread = find(reasons, /^document_(\w+)$/.exec(problem?.reason ?? "")?.[1]);
      return { text: unread ?? (problem ? failure(problem, false).title : words.failed), busy: false };
    }
    case "uploading":
      return { text: format(words.uploading, { percent: Math.round(progress * 100) }), busy: true };
    case "drawing":
      return { text: document.drawing, busy: true };
    default:
      return { text: words[state], busy: true };
  }
}

function find(entries: Readonly<Record<string, string>>, name: string | undefined): string | undefined {
  return name !== undefined && Object.hasOwn(entries, name) ? entries[name] : undefined;
}
