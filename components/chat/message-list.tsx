"use client";

import { ArrowDown } from "lucide-react";
import { useEffect, useRef, type ReactNode } from "react";
import { useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { useChat, useChatState } from "./chat-context";
import { draftIds } from "./chat-state";
import { Turn } from "./turn";
import { toTurns } from "./turns";
import { useFollow } from "./use-follow";

/** how far before its beginning the next older page is asked for */
const olderMargin = "1500px 0px 0px";

/** The branch on screen. Only its end is there at first; the rest comes while one scrolls up. */
export function MessageList({ children }: { children?: ReactNode }) {
  const words = useText("chat").message;
  const { store } = useChat();
  const messages = useChatState(store, (state) => state.messages);
  const hasOlder = useChatState(store, (state) => state.hasOlder);
  const loadingOlder = useChatState(store, (state) => state.loadingOlder);
  const busy = useChatState(store, (state) => state.live !== undefined);
  const beginning = useRef<HTMLButtonElement>(null);
  const { scroller, content, far, toEnd } = useFollow();
  const firstId = messages[0]?.id;
  const lastQuestion = messages.findLast(({ role }) => role === "user")?.id;

  // what was just asked is what the person looks at
  useEffect(() => {
    if (lastQuestion === draftIds.user) toEnd(false);
  }, [lastQuestion, toEnd]);

  useEffect(() => {
    const element = beginning.current;
    if (!element || !hasOlder || firstId === undefined) return;
    const watcher = new IntersectionObserver(
      ([entry]) => {
        if (!entry?.isIntersecting || !scroller.current) return;
        // at the very top browsers do not hold the place for what comes before
        if (scroller.current.scrollTop < 1) scroller.current.scrollTop = 1;
        void store.loadOlder();
      },
      { root: scroller.current, rootMargin: olderMargin },
    );
    watcher.observe(element);
    return () => watcher.disconnect();
  }, [store, hasOlder, firstId, scroller]);

  const turns = toTurns(messages);
  return (
    <div className="relative min-h-0 grow">
      <div
        ref={scroller}
        data-messages
        tabIndex={0}
        role="region"
        aria-label={words.messages}
        className="h-full overflow-x-hidden overflow-y-auto overscroll-contain -outline-offset-2"
      >
        <div ref={content} className="mx-auto w-full max-w-[48rem] px-4 pt-6 sm:px-6">
          {hasOlder && (
            <button
              ref={beginning}
              type="button"
              className="mx-auto mb-6 block rounded-md px-3 py-1 text-xs text-muted-foreground hover:bg-accent"
              onClick={() => void store.loadOlder()}
            >
              {loadingOlder ? words.older : words.showOlder}
            </button>
          )}
          {turns.map((turn, index) => (
            <Turn key={turn[0]!.id} messages={turn} busy={busy} last={index === turns.length - 1} />
          ))}
          {children}
          <div className="scroll-start" />
        </div>
      </div>
      {far && (
        <Button
          size="sm"
          variant="outline"
          className="absolute bottom-2 left-1/2 -translate-x-1/2 rounded-full shadow-float"
          onClick={() => toEnd(true)}
        >
          <ArrowDown aria-hidden />
          {words.jump}
        </Button>
      )}
    </div>
  );
}
