"use client";

import { createContext, use, useSyncExternalStore } from "react";
import type { ChatState } from "./chat-state";
import type { ChatStore } from "./chat-store";

export interface ChatContextValue {
  store: ChatStore;
  /** an administrator is told what to set where a member is told whom to ask */
  admin: boolean;
  /** opens the list of models for another answer to the same question */
  chooseModelFor: (messageId: string) => void;
}

const ChatContext = createContext<ChatContextValue | undefined>(undefined);

export const ChatProvider = ChatContext;

export function useChat(): ChatContextValue {
  const value = use(ChatContext);
  if (!value) throw new Error("No chat above.");
  return value;
}

/** A part of the chat's state, drawn anew when it changes. The part must be the same object while nothing changed in it. */
export function useChatState<Part>(store: ChatStore, pick: (state: ChatState) => Part): Part {
  return useSyncExternalStore(
    store.subscribe,
    () => pick(store.getState()),
    () => pick(store.getInitialState()),
  );
}
