"use client";

import dynamic from "next/dynamic";
import { useEffect, useRef, useState } from "react";
import { useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { untilLoaded } from "@/components/ui/until-loaded";
import type { Message } from "@/lib/chat/schema";
import { newId } from "@/lib/core";
import { AttachmentBox } from "./attachments/box";
import { AttachButton } from "./attachments/attach-button";
import { fromParts, type AttachmentItem } from "./attachments/item";
import { usePasteFiles } from "./attachments/use-add-files";
import { useItems } from "./attachments/use-items";
import { textOf } from "./chat-state";
import { useSendKey } from "./use-send-key";

const AttachmentTray = dynamic(() => untilLoaded(() => import("./attachments/tray")).then((module) => module.Tray), {
  ssr: false,
});

interface EditMessageProps {
  message: Message;
  onSend: (text: string, items: readonly AttachmentItem[]) => void;
  onCancel: () => void;
}

/** A message in other words or with other files: what is sent becomes a branch beside it, and nothing is lost. */
export function EditMessage({ message, onSend, onCancel }: EditMessageProps) {
  const { message: words } = useText("chat");
  const common = useText("common");
  const text = textOf(message);
  const [changed, setChanged] = useState(text);
  const [box] = useState(() => new AttachmentBox(fromParts(message.parts, newId)));
  const items = useItems(box);
  const paste = usePasteFiles(box);
  const area = useRef<HTMLTextAreaElement>(null);
  const ready = changed.trim() !== "" && items.every(({ state }) => state === "ready");
  const send = () => {
    if (ready) onSend(changed, box.getItems());
  };
  const keys = useSendKey(send);

  useEffect(() => {
    area.current?.focus();
    area.current?.setSelectionRange(text.length, text.length);
  }, [text.length]);
  useEffect(() => {
    if (box.getItems().length > 0) void import("./attachments/add").then(({ resume }) => resume(box));
  }, [box]);

  return (
    <div className="rounded-xl border border-input bg-card p-3 focus-within:border-ring">
      {items.length > 0 && (
        <div className="-mx-2 -mt-2 mb-2">
          <AttachmentTray box={box} model={undefined} earlier={[]} room={undefined} question={() => changed} />
        </div>
      )}
      <textarea
        ref={area}
        aria-label={words.editLabel}
        value={changed}
        onChange={(event) => setChanged(event.target.value)}
        onPaste={paste}
        {...keys}
        onKeyUp={(event) => {
          if (event.key === "Escape") onCancel();
        }}
        className="reading field-sizing-content max-h-[50dvh] min-h-16 w-full resize-none bg-transparent outline-none"
      />
      <div className="mt-2 flex justify-end gap-2">
        <AttachButton box={box} />
        <span className="grow" />
        <Button variant="ghost" onClick={onCancel}>
          {common.cancel}
        </Button>
        <Button variant="primary" disabled={!ready} onClick={send}>
          {words.resend}
        </Button>
      </div>
    </div>
  );
}
