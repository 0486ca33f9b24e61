import type { ConversationSummary } from "@/lib/chat/schema";

/** What the open conversation tells the list beside it. */
export type ConversationNews =
  | { type: "changed"; conversation: ConversationSummary }
  /** `first`: the first answer, beside which the title is written */
  | { type: "ended"; id: string; first: boolean }
  | { type: "deleted"; id: string }
  | { type: "restored"; id: string };

const listeners = new Set<(news: ConversationNews) => void>();

export function tellConversation(news: ConversationNews): void {
  for (const listener of listeners) listener(news);
}

export function hearConversations(listener: (news: ConversationNews) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
