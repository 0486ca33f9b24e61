"use client";

import { ChevronRight, CircleAlert, RotateCcw, Scissors } from "lucide-react";
import { shortDuration } from "@/components/chat/quantities";
import { stateName } from "@/components/creations/call-state";
import { useCreationFailure } from "@/components/creations/use-failure";
import { useFormat, useLocale, useText } from "@/components/text-provider";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Money } from "@/components/ui/money";
import { Spinner } from "@/components/ui/spinner";
import { formatMoney } from "@/lib/core";
import { isOver } from "@/lib/creations/schema";
import { priceOfSpeech, type Speech, type SpeechModel, type SpeechPart } from "@/lib/speech/schema";

interface PartListProps {
  speech: Speech;
  model: SpeechModel | undefined;
  admin: boolean;
  onRepeat: (position: number) => void;
}

/** The stretches of a speech: how far each is, what is missing, and the way to ask for one alone once more. */
export function PartList({ speech, model, admin, onRepeat }: PartListProps) {
  const words = useText("speech").card;
  const format = useFormat();
  const { parts, creation } = speech;
  const missing = parts.filter(isMissing).length;
  if (parts.length === 1 && !parts[0]!.cut) return null;
  return (
    <details className="group rounded-lg border" open={missing > 0 || undefined}>
      <summary className="flex min-h-9 list-none items-center gap-2 rounded-lg px-3 text-xs pointer-coarse:min-h-11 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          className="size-4 shrink-0 text-muted-foreground transition-transform group-open:rotate-90 motion-reduce:transition-none"
          aria-hidden
        />
        {format(words.parts, { count: parts.length })}
        {missing > 0 && (
          <span className="flex items-center gap-1 text-warning">
            <CircleAlert className="size-3.5" aria-hidden />
            {format(words.missing, { count: missing })}
          </span>
        )}
      </summary>
      <div className="border-t">
        {missing > 0 && !speech.live && speech.asset && (
          <p className="px-3 pt-2 text-xs text-muted-foreground">{words.incomplete}</p>
        )}
        <ol className="max-h-80 divide-y overflow-y-auto" tabIndex={parts.length > 6 ? 0 : undefined}>
          {parts.map((part) => (
            <PartRow
              key={part.position}
              part={part}
              currency={creation.calls[0]?.currency ?? "USD"}
              model={model}
              admin={admin}
              onRepeat={() => onRepeat(part.position)}
            />
          ))}
        </ol>
      </div>
    </details>
  );
}

export function isMissing({ state, cut }: SpeechPart): boolean {
  return isOver(state) && (state !== "done" || cut);
}

interface PartRowProps {
  part: SpeechPart;
  currency: string;
  model: SpeechModel | undefined;
  admin: boolean;
  onRepeat: () => void;
}

function PartRow({ part, currency, model, admin, onRepeat }: PartRowProps) {
  const words = useText("speech").card;
  const { states } = useText("creations");
  const { sentences } = useText("common");
  const format = useFormat();
  const locale = useLocale();
  const failureWords = useCreationFailure();
  const { position, text, state, cut, durationMs, costNanos, failure } = part;
  const over = isOver(state);
  const why = failure && failureWords(failure, admin);
  return (
    <li className="grid grid-cols-[minmax(0,1fr)] gap-1 px-3 py-2 text-xs">
      <div className="flex items-center gap-2">
        <span className="tabular w-6 shrink-0 text-muted-foreground">
          <span className="sr-only">{format(words.partName, { part: position + 1 })}</span>
          <span aria-hidden>{position + 1}</span>
        </span>
        <span className="min-w-0 grow truncate">{text}</span>
        {cut && (
          <Badge tone="warning">
            <Scissors aria-hidden />
            {words.cut}
          </Badge>
        )}
        {!over && state !== "waiting" && <Spinner className="text-primary-text" />}
        {!(cut && over) && <span className="shrink-0 text-muted-foreground">{states[stateName(part, "speech")]}</span>}
        {durationMs !== null && <span className="tabular shrink-0">{shortDuration(durationMs)}</span>}
        <Money nanos={costNanos} currency={currency} className="shrink-0 text-muted-foreground" />
      </div>
      {(why ?? part.repeatable) && (
        <div className="flex flex-wrap items-center gap-2 pl-8">
          {why && (
            <p className="min-w-0 grow basis-40 text-destructive">
              {format(sentences, { first: why.title, second: why.next })}
            </p>
          )}
          {part.repeatable && model && (
            <Button size="sm" variant="outline" className="ml-auto" onClick={onRepeat}>
              <RotateCcw aria-hidden />
              <span aria-hidden>{words.repeat}</span>
              <span className="sr-only">{format(words.repeatPart, { part: position + 1 })}</span>
              <span className="tabular text-muted-foreground">
                {formatMoney(priceOfSpeech(model, part.bytes), model.currency, locale)}
              </span>
            </Button>
          )}
        </div>
      )}
    </li>
  );
}
