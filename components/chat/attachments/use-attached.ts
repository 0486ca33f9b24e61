import { useEffect, useMemo } from "react";
import { useFormat, useText } from "@/components/text-provider";
import type { CountedPicture, ModelSummary } from "@/lib/models/schema";
import { useChatState } from "../chat-context";
import type { ChatStore } from "../chat-store";
import { shortCount } from "../quantities";
import { attachedTokens, picturesOf, type AttachmentItem } from "./item";
import { useItems } from "./use-items";

/** What the shortest useful answer needs. */
const answerTokens = 1_024;

export interface Attached {
  items: readonly AttachmentItem[];
  /** about what they add to the prompt */
  tokens: number;
  /** pictures of earlier messages, which go along again */
  earlier: readonly CountedPicture[];
  /** tokens there are for all of them; undefined: not known */
  room: number | undefined;
  /** why the message cannot go, where that is to be said beside it */
  obstacle: string | undefined;
  /** the message cannot go yet, or not with this model; what stands beside it says why */
  blocked: boolean;
}

/** What is attached to the next message of a chat, and kept from one visit to the next. */
export function useAttached(store: ChatStore, model: ModelSummary | undefined, otherTokens: number): Attached {
  const words = useText("attachments");
  const format = useFormat();
  const box = store.attachments;
  const items = useItems(box);
  const id = useChatState(store, (state) => state.id);
  const messages = useChatState(store, (state) => state.messages);
  const sees = model?.capabilities.vision ?? false;
  const earlier = useMemo(() => (sees ? picturesOf(messages) : []), [sees, messages]);

  useEffect(() => {
    const kept = box.keepFor(id ?? "new");
    if (kept.length === 0) return;
    box.set(kept);
    void import("./add").then(({ resume }) => resume(box));
  }, [box, id]);

  const counted = sees ? items : items.filter(({ kind }) => kind === "document");
  const tokens = model && counted.length > 0 ? attachedTokens(model.id, counted, earlier) : 0;
  const room = model?.contextLength ? model.contextLength - otherTokens - answerTokens : undefined;
  const excess = room === undefined || tokens === 0 ? 0 : tokens - room;
  const obstacle = items.some(({ state }) => state === "failed")
    ? words.remaining
    : model && excess > 0
      ? format(words.tooMuch, { tokens: shortCount(excess), model: model.name })
      : undefined;
  const unseen = model !== undefined && !sees && items.some(({ kind }) => kind === "picture");
  return { items, tokens, earlier, room, obstacle, blocked: unseen || items.some(({ state }) => state !== "ready") };
}
