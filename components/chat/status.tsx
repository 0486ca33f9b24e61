"use client";

import { useState } from "react";
import { useFormat, useText } from "@/components/text-provider";
import { useChat, useChatState } from "./chat-context";
import { shortModelName } from "./quantities";

/** Says aloud that an answer begins and how it ended, never each word; and shows when the connection is away. */
export function Status() {
  const words = useText("chat").status;
  const format = useFormat();
  const { store } = useChat();
  const live = useChatState(store, (state) => state.live);
  const last = useChatState(store, (state) => state.messages.at(-1));
  const [wasLive, setWasLive] = useState(live !== undefined);
  const [said, setSaid] = useState("");
  const isLive = live !== undefined;
  if (isLive !== wasLive) {
    setWasLive(isLive);
    const model = shortModelName(last?.modelId ?? "");
    const state = last?.state === "streaming" ? "complete" : (last?.state ?? "complete");
    setSaid(isLive ? format(words.started, { model }) : words[state]);
  }
  const shown = live?.stopping ? words.stopping : live?.connection === "waiting" ? words.reconnecting : undefined;
  return (
    <>
      <p role="status" className="sr-only">
        {said}
      </p>
      {shown && (
        <p role="status" className="mx-auto mb-1 w-full max-w-[48rem] px-5 text-xs text-muted-foreground sm:px-7">
          {shown}
        </p>
      )}
    </>
  );
}
