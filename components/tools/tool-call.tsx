"use client";

import { Check, ChevronRight, CircleAlert, CircleSlash, Hand, Wrench } from "lucide-react";
import { useState } from "react";
import { useFormat, useLocale, useText } from "@/components/text-provider";
import { Spinner } from "@/components/ui/spinner";
import type { ToolPart } from "@/lib/chat/schema";
import { formatMoney } from "@/lib/core";
import { Consent } from "./consent";
import { readable, shortArguments, timeTaken } from "./tool-text";

/** A call of a tool within an answer: name, state, time and cost in a line; what went in and came out inside. */
export function ToolCall({ part, generationId }: { part: ToolPart; generationId: string | null }) {
  const words = useText("tools");
  const format = useFormat();
  const locale = useLocale();
  const [open, setOpen] = useState(false);
  const { state, costNanos, currency, durationMs, assetIds = [] } = part;
  const details = [
    words.states[state],
    state === "done" && durationMs !== undefined ? timeTaken(durationMs) : undefined,
    state === "done" && costNanos && currency ? formatMoney(costNanos, currency, locale) : undefined,
  ].filter(Boolean);
  return (
    <div
      className="mb-2 rounded-lg border bg-card text-sm"
      role="group"
      aria-label={format(words.call, { name: part.name })}
    >
      <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)} className="group">
        <summary className="touch flex min-h-9 cursor-default list-none items-center gap-2 rounded-lg px-3 py-1.5 hover:bg-accent">
          <StateIcon state={state} />
          <span className="shrink-0 font-mono text-xs font-medium">{part.name}</span>
          <span className="min-w-0 grow truncate font-mono text-xs text-muted-foreground">
            {shortArguments(part.arguments)}
          </span>
          <span className="tabular shrink-0 text-xs text-muted-foreground" role="status">
            {details.join(" · ")}
          </span>
          <ChevronRight
            className="size-4 shrink-0 text-muted-foreground transition-transform group-open:rotate-90 motion-reduce:transition-none"
            aria-hidden
          />
        </summary>
        {open && (
          <div className="grid gap-3 border-t px-3 py-2.5">
            <Block label={words.arguments} text={readable(part.arguments) || words.nothing} />
            {part.result !== undefined && <Block label={words.result} text={part.result || words.nothing} />}
          </div>
        )}
      </details>
      {state === "asking" && generationId !== null && <Consent part={part} generationId={generationId} />}
      {assetIds.length > 0 && (
        <div className="flex flex-wrap gap-2 border-t p-3">
          {assetIds.map((id) => (
            <a key={id} href={`/api/assets/${id}`} target="_blank" rel="noopener noreferrer">
              <img
                src={`/api/assets/${id}?variant=thumbnail`}
                alt={format(words.picture, { name: part.name })}
                className="max-h-60 max-w-full rounded-md"
              />
            </a>
          ))}
        </div>
      )}
    </div>
  );
}

function StateIcon({ state }: { state: ToolPart["state"] }) {
  const className = "size-4 shrink-0";
  switch (state) {
    case "writing":
    case "running":
      return <Spinner />;
    case "asking":
      return <Hand className={`${className} text-warning`} aria-hidden />;
    case "done":
      return <Check className={`${className} text-success`} aria-hidden />;
    case "failed":
      return <CircleAlert className={`${className} text-destructive`} aria-hidden />;
    case "refused":
      return <CircleSlash className={`${className} text-muted-foreground`} aria-hidden />;
    case "stopped":
      return <Wrench className={`${className} text-muted-foreground`} aria-hidden />;
  }
}

function Block({ label, text }: { label: string; text: string }) {
  return (
    <div className="grid gap-1">
      <span className="text-xs text-muted-foreground">{label}</span>
      <pre
        tabIndex={0}
        className="max-h-80 overflow-auto rounded-md bg-muted p-2.5 font-mono text-xs whitespace-pre-wrap wrap-anywhere"
      >
        {text}
      </pre>
    </div>
  );
}
