"use client";

import { TextCursorInput } from "lucide-react";
import dynamic from "next/dynamic";
import { Markdown } from "@/components/markdown";
import { useFormat, useText } from "@/components/text-provider";
import { untilLoaded } from "@/components/ui/until-loaded";
import type { Message } from "@/lib/chat/schema";
import { useChat, useChatState } from "./chat-context";

const JsonView = dynamic(() =>
  untilLoaded(() => import("@/components/json/json-view")).then((module) => module.JsonView),
);

interface AnswerTextProps {
  message: Message;
  text: string;
  /** so many characters at the beginning are the person's own */
  given?: number | undefined;
  streaming: boolean;
}

/** The text of an answer: read as Markdown, or as what it was asked to be. */
export function AnswerText({ message, text, given, streaming }: AnswerTextProps) {
  const { store } = useChat();
  const wanted = useChatState(store, (state) => state.parameters.responseFormat);
  const format = message.receipt ? message.receipt.parameters.responseFormat : wanted;
  const isJson = format !== undefined && (/^\s*[{[]/.test(text) || (!streaming && /^\s*```json/.test(text)));
  const read = (
    <div className="reading">
      <Markdown text={isJson ? asCode(text) : text} streaming={streaming} />
    </div>
  );
  return (
    <>
      {given !== undefined && <Given text={text.slice(0, given)} />}
      {isJson && !streaming ? (
        <JsonView text={text} schema={format.schema} atLimit={message.receipt?.finishReason === "length"}>
          {read}
        </JsonView>
      ) : (
        read
      )}
    </>
  );
}

/** In a fence longer than any that stands in it. */
function asCode(text: string): string {
  if (/^\s*```/.test(text)) return text;
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}json\n${text}`;
}

const shown = 80;

function Given({ text }: { text: string }) {
  const words = useText("chat").message;
  const format = useFormat();
  const line = text.replace(/\s+/g, " ").trim();
  return (
    <p className="mb-1 flex items-center gap-1.5 text-xs text-muted-foreground" title={text}>
      <TextCursorInput className="size-3.5 shrink-0" aria-hidden />
      <span className="min-w-0 truncate">
        {format(words.given, { text: line.length > shown ? `${line.slice(0, shown)}…` : line })}
      </span>
    </p>
  );
}
