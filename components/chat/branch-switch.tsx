"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useFormat, useText } from "@/components/text-provider";
import { IconButton } from "@/components/ui/button";
import { useReady } from "@/components/ui/use-ready";
import type { Message } from "@/lib/chat/schema";
import { useChat } from "./chat-context";

/** ‹ 2/3 › between the versions of a message. */
export function BranchSwitch({ message, disabled }: { message: Message; disabled: boolean }) {
  const words = useText("chat").message;
  const format = useFormat();
  const { store } = useChat();
  const idle = useReady() && !disabled;
  const { siblings } = message;
  if (siblings.length < 2) return null;
  const index = siblings.indexOf(message.id);
  const show = (at: number) => {
    const id = siblings[at];
    if (id) void store.showBranch(id);
  };
  return (
    <div className="tabular flex items-center text-xs text-muted-foreground">
      <IconButton
        size="iconSm"
        label={words.previousBranch}
        disabled={!idle || index <= 0}
        onClick={() => show(index - 1)}
      >
        <ChevronLeft aria-hidden />
      </IconButton>
      <span aria-label={format(words.branch, { index: index + 1, count: siblings.length })} role="img">
        {index + 1}/{siblings.length}
      </span>
      <IconButton
        size="iconSm"
        label={words.nextBranch}
        disabled={!idle || index >= siblings.length - 1}
        onClick={() => show(index + 1)}
      >
        <ChevronRight aria-hidden />
      </IconButton>
    </div>
  );
}
