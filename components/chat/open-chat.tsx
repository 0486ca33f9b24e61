"use client";

import { useEffect, useState } from "react";
import type { Conversation } from "@/lib/chat/schema";
import type { Quota } from "@/lib/metering/schema";
import type { ModelSummary } from "@/lib/models/schema";
import { Chat } from "./chat";
import { ChatStore, keepStore, openStore } from "./chat-store";

interface OpenChatProps {
  conversation: Conversation;
  admin: boolean;
  quota: Quota;
  model: ModelSummary | undefined;
  sidebarShown: boolean;
}

/** The page of a conversation: as this tab remembers it, brought up to date, or as the server handed it over. */
export function OpenChat({ conversation, ...rest }: OpenChatProps) {
  const [store] = useState(() => {
    const remembered = typeof window === "undefined" ? undefined : openStore(conversation.id);
    return remembered ?? new ChatStore(conversation);
  });
  useEffect(() => keepStore(conversation.id, store), [conversation.id, store]);
  useEffect(() => store.load(conversation), [conversation, store]);
  return <Chat store={store} {...rest} />;
}
