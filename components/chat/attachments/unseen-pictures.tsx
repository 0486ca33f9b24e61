"use client";

import dynamic from "next/dynamic";
import { untilLoaded } from "@/components/ui/until-loaded";
import type { ModelSummary } from "@/lib/models/schema";
import { useChatState } from "../chat-context";
import type { ChatState } from "../chat-state";
import type { ChatStore } from "../chat-store";
import { useItems } from "./use-items";

const VisionNotice = dynamic(() => untilLoaded(() => import("./vision-notice")).then((module) => module.VisionNotice), {
  ssr: false,
});

interface UnseenPicturesProps {
  store: ChatStore;
  model: ModelSummary;
  onChoose: (model: ModelSummary) => void;
}

/** A word about pictures that the chosen model does not see, where there are any. */
export function UnseenPictures({ store, model, onChoose }: UnseenPicturesProps) {
  const waiting = useItems(store.attachments).some(({ kind }) => kind === "picture");
  const earlier = useChatState(store, hasPictures);
  if (model.capabilities.vision || (!waiting && !earlier)) return null;
  const usedBefore = store.getState().messages.flatMap(({ modelId }) => modelId ?? []);
  return <VisionNotice model={model} usedBefore={usedBefore.reverse()} blocking={waiting} onChoose={onChoose} />;
}

function hasPictures({ messages }: ChatState): boolean {
  return messages.some(({ parts }) => parts.some(({ type }) => type === "picture"));
}
