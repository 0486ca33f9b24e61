"use client";

import { ArrowRight, RotateCcw, Volume2 } from "lucide-react";
import dynamic from "next/dynamic";
import { memo, useState } from "react";
import { useFormat, useText } from "@/components/text-provider";
import { Button, IconButton } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { untilLoaded } from "@/components/ui/until-loaded";
import { useReady } from "@/components/ui/use-ready";
import type { Message, ToolPart } from "@/lib/chat/schema";
import { AnswerText } from "./answer-text";
import { BranchSwitch } from "./branch-switch";
import { useChat } from "./chat-context";
import { textOf } from "./chat-state";
import { FailureNotice } from "./failure-notice";
import { MessageReceipt } from "./message-receipt";
import { shortModelName } from "./quantities";
import { Reasoning } from "./reasoning";

const ReadAloud = dynamic(() =>
  untilLoaded(() => import("@/components/speech/read-aloud")).then((module) => module.ReadAloud),
);
const ToolCall = dynamic(() =>
  untilLoaded(() => import("@/components/tools/tool-call")).then((module) => module.ToolCall),
);

interface AssistantMessageProps {
  message: Message;
  /** an answer is being made in this conversation */
  busy: boolean;
  /** stands at the end of the branch */
  last: boolean;
}

/** An answer: its reasoning, its text, how it ended, its receipt and what can be done with it. */
export const AssistantMessage = memo(function AssistantMessage({ message, busy, last }: AssistantMessageProps) {
  const words = useText("chat").message;
  const format = useFormat();
  const [reading, setReading] = useState(false);
  const streaming = message.state === "streaming";
  const text = textOf(message);
  const latest = message.parts.at(-1);
  const waits = streaming && (!latest || (latest.type === "tool" && isOver(latest)));
  return (
    <div data-message={message.id} className="rounded-lg">
      <h2 className="sr-only">{format(words.answer, { model: shortModelName(message.modelId ?? "") })}</h2>
      {message.parts.map((part, index) =>
        part.type === "reasoning" ? (
          <Reasoning
            key={index}
            text={part.text}
            durationMs={part.durationMs}
            thinking={streaming && part === latest}
            since={message.createdAt}
          />
        ) : part.type === "text" ? (
          <AnswerText key={index} message={message} text={part.text} given={part.given} streaming={streaming} />
        ) : part.type === "tool" ? (
          <ToolCall key={part.id} part={part} generationId={message.generationId} />
        ) : null,
      )}
      {waits && <Waiting />}
      {!streaming && <Ending message={message} text={text} busy={busy} last={last} />}
      {!streaming && (
        <div className="mt-2 flex flex-wrap items-center gap-x-1 gap-y-0.5">
          {message.receipt && <MessageReceipt message={message} receipt={message.receipt} />}
          <div className="ml-auto flex items-center">
            <BranchSwitch message={message} disabled={busy} />
            {text && (
              <IconButton
                size="iconSm"
                label={words.readAloud}
                aria-expanded={reading}
                onClick={() => setReading(!reading)}
              >
                <Volume2 aria-hidden />
              </IconButton>
            )}
            {text && <CopyButton size="iconSm" label={words.copyAnswer} text={text} />}
            <Regenerate messageId={message.id} busy={busy} />
          </div>
        </div>
      )}
      {reading && !streaming && <ReadAloud messageId={message.id} markdown={text} onClose={() => setReading(false)} />}
    </div>
  );
});

function Regenerate({ messageId, busy }: { messageId: string; busy: boolean }) {
  const words = useText("chat").message;
  const { store } = useChat();
  const ready = useReady();
  return (
    <IconButton
      size="iconSm"
      label={words.regenerate}
      disabled={busy || !ready}
      onClick={() => store.regenerate(messageId)}
    >
      <RotateCcw aria-hidden />
    </IconButton>
  );
}

/** A call that has come to its end: the model is asked again. */
function isOver({ state }: ToolPart): boolean {
  return state === "done" || state === "failed" || state === "refused";
}

function Waiting() {
  const words = useText("chat").message;
  return <p className="reading animate-pulse text-muted-foreground motion-reduce:animate-none">{words.waiting}</p>;
}

interface EndingProps {
  message: Message;
  text: string;
  busy: boolean;
  last: boolean;
}

/** How an answer ended where it did not end by itself, and the way on. */
function Ending({ message, text, busy, last }: EndingProps) {
  const words = useText("chat").message;
  const failureWords = useText("chat").failure;
  const { store } = useChat();
  const idle = useReady() && !busy;
  const cutByLength = message.state === "complete" && message.receipt?.finishReason === "length";
  const canContinue = last && (cutByLength || ["interrupted", "stopped", "failed"].includes(message.state));
  const goOn = canContinue && (text || message.parts.length > 0) && (
    <Button variant="outline" size="sm" disabled={!idle} onClick={() => store.continue(message.id)}>
      <ArrowRight aria-hidden />
      {words.continue}
    </Button>
  );
  if (message.state === "complete") {
    if (cutByLength) return <Broken label={words.lengthHint}>{goOn}</Broken>;
    return message.parts.length === 0 ? <p className="reading text-muted-foreground">{words.empty}</p> : null;
  }
  if (message.state === "stopped") return <Broken label={words.stopped}>{goOn}</Broken>;
  const again = (
    <Button variant="outline" size="sm" disabled={!idle} onClick={() => store.regenerate(message.id)}>
      {failureWords.retry}
    </Button>
  );
  if (message.state === "interrupted" && !message.failure) {
    return <Broken label={words.interruptedHint}>{goOn || again}</Broken>;
  }
  const failure = message.failure ?? { code: "internal" };
  return (
    <>
      {text && <Broken label={words.interrupted} />}
      <div className="mt-3">
        <FailureNotice failure={failure}>
          {goOn}
          {again}
        </FailureNotice>
      </div>
    </>
  );
}

/** The fine broken rule under a text that is not whole. */
function Broken({ label, children }: { label: string; children?: React.ReactNode }) {
  return (
    <div className="mt-4 flex flex-wrap items-center gap-3 border-t border-dashed border-input pt-2 text-xs text-muted-foreground">
      <span>{label}</span>
      {children}
    </div>
  );
}
