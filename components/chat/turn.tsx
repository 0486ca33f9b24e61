"use client";

import { memo, useEffect, useRef, useState } from "react";
import type { Message } from "@/lib/chat/schema";
import { AssistantMessage } from "./assistant-message";
import { UserMessage } from "./user-message";

/** further from the visible part than this a turn is only a space of its height */
const margin = "2500px 0px";

interface TurnProps {
  messages: readonly Message[];
  busy: boolean;
  /** at the end of the branch: always drawn */
  last: boolean;
}

/** A question and its answer. Far away from the reader it gives its elements back. */
export const Turn = memo(function Turn({ messages, busy, last }: TurnProps) {
  const section = useRef<HTMLElement>(null);
  const [heightPx, setHeightPx] = useState<number>();

  useEffect(() => {
    const element = section.current;
    if (!element || last) return;
    const watcher = new IntersectionObserver(
      ([entry]) => {
        if (!entry) return;
        if (entry.isIntersecting) setHeightPx(undefined);
        else if (!element.contains(document.activeElement) && !isSelectedIn(element)) {
          setHeightPx(entry.boundingClientRect.height);
        }
      },
      { root: element.closest("[data-messages]"), rootMargin: margin },
    );
    watcher.observe(element);
    return () => watcher.disconnect();
  }, [last]);

  const names = messages.map(({ id }) => id).join(" ");
  if (heightPx !== undefined && !last) return <section ref={section} data-turn={names} style={{ height: heightPx }} />;
  return (
    <section ref={section} data-turn={names} className="grid grid-cols-[minmax(0,1fr)] gap-4 pb-8">
      {messages.map((message, index) =>
        message.role === "user" ? (
          <UserMessage key={message.id} message={message} busy={busy} />
        ) : (
          <AssistantMessage
            key={message.id}
            message={message}
            busy={busy}
            last={last && index === messages.length - 1}
          />
        ),
      )}
    </section>
  );
}, isSameTurn);

function isSelectedIn(element: Element): boolean {
  const selection = getSelection();
  return selection !== null && !selection.isCollapsed && selection.containsNode(element, true);
}

/** The list makes new arrays at each step; the messages in them are the same objects while nothing changed. */
function isSameTurn(before: TurnProps, after: TurnProps): boolean {
  return (
    before.busy === after.busy &&
    before.last === after.last &&
    before.messages.length === after.messages.length &&
    before.messages.every((message, index) => message === after.messages[index])
  );
}
