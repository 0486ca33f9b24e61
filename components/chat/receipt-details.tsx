"use client";

import { useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import type { Message, Receipt } from "@/lib/chat/schema";
import { useChat } from "./chat-context";
import { textOf } from "./chat-state";
import { curlCommand } from "./curl";
import { ReceiptFacts } from "./receipt-facts";

/** The receipt of an answer, and what can be done with it. */
export function ReceiptDetails({ message, receipt }: { message: Message; receipt: Receipt }) {
  const words = useText("chat").receipt;
  const { store, chooseModelFor } = useChat();
  const curl = () => {
    const { messages, systemPrompt } = store.getState();
    const index = messages.findIndex(({ id }) => id === message.id);
    const earlier = messages.slice(0, Math.max(0, index)).map((each) => ({ role: each.role, content: textOf(each) }));
    return curlCommand(receipt, systemPrompt, earlier);
  };
  return (
    <>
      <ReceiptFacts receipt={receipt} />
      <div className="flex flex-wrap gap-2">
        <CopyButton withLabel size="sm" variant="outline" label={words.copyCurl} text={curl} />
        {receipt.traceId && (
          <CopyButton withLabel size="sm" variant="outline" label={words.copyTraceId} text={receipt.traceId} />
        )}
        <Button size="sm" variant="outline" onClick={() => chooseModelFor(message.id)}>
          {words.again}
        </Button>
      </div>
    </>
  );
}
