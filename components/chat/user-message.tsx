"use client";

import { Pencil } from "lucide-react";
import dynamic from "next/dynamic";
import { memo, useState } from "react";
import { useText } from "@/components/text-provider";
import { Button, IconButton } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { untilLoaded } from "@/components/ui/until-loaded";
import { useReady } from "@/components/ui/use-ready";
import type { Message } from "@/lib/chat/schema";
import { BranchSwitch } from "./branch-switch";
import { useChat } from "./chat-context";
import { draftIds, textOf } from "./chat-state";
import { EditMessage } from "./edit-message";

const MessageAttachments = dynamic(() =>
  untilLoaded(() => import("./attachments/message-attachments")).then((module) => module.MessageAttachments),
);

/** Longer messages are folded. */
const shownLength = 2_400;

/** What a person wrote, exactly as written. */
export const UserMessage = memo(function UserMessage({ message, busy }: { message: Message; busy: boolean }) {
  const words = useText("chat").message;
  const { store } = useChat();
  const ready = useReady();
  const [editing, setEditing] = useState(false);
  const [whole, setWhole] = useState(false);
  const text = textOf(message);
  const isFolded = text.length > shownLength * 1.25 && !whole;

  if (editing) {
    return (
      <EditMessage
        message={message}
        onCancel={() => setEditing(false)}
        onSend={(changed, items) => {
          setEditing(false);
          store.resend(message.id, changed, items);
        }}
      />
    );
  }
  return (
    <div data-message={message.id} className="group/message flex flex-col items-end rounded-lg">
      <h2 className="sr-only">{words.question}</h2>
      {message.parts.some(({ type }) => type !== "text") && <MessageAttachments parts={message.parts} />}
      <div className="reading max-w-[85%] rounded-xl bg-secondary px-4 py-2.5 wrap-anywhere whitespace-pre-wrap max-sm:max-w-[92%]">
        {isFolded ? `${text.slice(0, shownLength)}…` : text}
        {text.length > shownLength * 1.25 && (
          <Button variant="link" className="mt-2 flex" onClick={() => setWhole(!whole)}>
            {whole ? words.showLess : words.showAll}
          </Button>
        )}
      </div>
      <div className="mt-1 flex h-7 items-center opacity-0 transition-opacity group-focus-within/message:opacity-100 group-hover/message:opacity-100 pointer-coarse:opacity-100">
        <BranchSwitch message={message} disabled={busy} />
        <CopyButton size="iconSm" label={words.copyQuestion} text={text} />
        <IconButton
          size="iconSm"
          label={words.edit}
          disabled={busy || !ready || message.id === draftIds.user}
          onClick={() => setEditing(true)}
        >
          <Pencil aria-hidden />
        </IconButton>
      </div>
    </div>
  );
});
