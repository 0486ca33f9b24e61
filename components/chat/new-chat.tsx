"use client";

import { usePathname } from "next/navigation";
import { useEffect, useState } from "react";
import type { Quota } from "@/lib/metering/schema";
import type { ModelSummary } from "@/lib/models/schema";
import { findConversation } from "./api";
import { FolderStart } from "@/components/finding/folder-start";
import { Chat } from "./chat";
import { ChatStore, keepStore, openStore } from "./chat-store";
import { Start } from "./start";

interface NewChatProps {
  admin: boolean;
  quota: Quota;
  model: ModelSummary | undefined;
  draft: string;
  sidebarShown: boolean;
  /** where the conversation will be */
  folder?: { id: string; name: string; systemPrompt: string };
}

/**
 * The page of a new conversation. With the first message the address becomes the conversation's own while the page stays
 * as it is; coming back to that address by the browser's buttons, or leaving it for a new chat, finds the right one.
 */
export function NewChat({ admin, quota, model, draft, sidebarShown, folder }: NewChatProps) {
  const id = /^\/chat\/([\w-]+)/.exec(usePathname())?.[1];
  const [store, setStore] = useState(
    () => (id && openStore(id)) || new ChatStore({ modelId: model?.id ?? "", draft, folder }),
  );
  const [shownId, setShownId] = useState(id);
  if (id !== shownId) {
    setShownId(id);
    if (id === undefined) setStore(new ChatStore({ modelId: model?.id ?? "", draft: "", folder }));
    else if (store.getState().id !== id) setStore(openStore(id) ?? store);
  }

  useEffect(
    () =>
      store.onNamed((named) => {
        keepStore(named, store);
        window.history.replaceState(null, "", `/chat/${named}`);
      }),
    [store],
  );

  // the address of a conversation that this tab no longer remembers
  const isMissing = id !== undefined && store.getState().id !== id;
  useEffect(() => {
    if (!isMissing) return;
    let current = true;
    findConversation(id).then(
      (conversation) => {
        if (!current) return;
        const found = new ChatStore(conversation);
        keepStore(id, found);
        setStore(found);
      },
      () => window.location.reload(),
    );
    return () => {
      current = false;
    };
  }, [isMissing, id]);

  return (
    <Chat
      key={store.key}
      store={store}
      admin={admin}
      quota={quota}
      model={model}
      sidebarShown={sidebarShown}
      empty={isMissing ? null : folder ? <FolderStart {...folder} /> : <Start store={store} disabled={!model} />}
    />
  );
}
