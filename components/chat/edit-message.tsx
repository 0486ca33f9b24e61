"use client";

import { useEffect, useRef, useState } from "react";
import { useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { useSendKey } from "./use-send-key";

interface EditMessageProps {
  text: string;
  onSend: (text: string) => void;
  onCancel: () => void;
}

/** A message in other words: what is sent becomes a branch beside it, and nothing is lost. */
export function EditMessage({ text, onSend, onCancel }: EditMessageProps) {
  const { message: words } = useText("chat");
  const common = useText("common");
  const [changed, setChanged] = useState(text);
  const area = useRef<HTMLTextAreaElement>(null);
  const send = () => {
    if (changed.trim()) onSend(changed);
  };
  const keys = useSendKey(send);

  useEffect(() => {
    area.current?.focus();
    area.current?.setSelectionRange(text.length, text.length);
  }, [text.length]);

  return (
    <div className="rounded-xl border border-input bg-card p-3 focus-within:border-ring">
      <textarea
        ref={area}
        aria-label={words.editLabel}
        value={changed}
        onChange={(event) => setChanged(event.target.value)}
        {...keys}
        onKeyUp={(event) => {
          if (event.key === "Escape") onCancel();
        }}
        className="reading field-sizing-content max-h-[50dvh] min-h-16 w-full resize-none bg-transparent outline-none"
      />
      <div className="mt-2 flex justify-end gap-2">
        <Button variant="ghost" onClick={onCancel}>
          {common.cancel}
        </Button>
        <Button variant="primary" disabled={!changed.trim()} onClick={send}>
          {words.resend}
        </Button>
      </div>
    </div>
  );
}
