import { useSyncExternalStore } from "react";
import type { AttachmentBox } from "./box";
import type { AttachmentItem } from "./item";

const none: readonly AttachmentItem[] = [];

export function useItems(box: AttachmentBox): readonly AttachmentItem[] {
  return useSyncExternalStore(box.subscribe, box.getItems, () => none);
}
