"use client";

import { ArrowLeft, Captions, FileText, MessageSquare, RotateCcw, Trash2 } from "lucide-react";
import { useCallback, useRef, useState } from "react";
import { AudioPlayer, type PlayerControl } from "@/components/audio/player";
import { clock } from "@/components/library/sizes";
import { useFormat, useLocale, useText } from "@/components/text-provider";
import { Button, buttonVariants } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Notice } from "@/components/ui/notice";
import { formatMoney } from "@/lib/core";
import type { CreationFailure } from "@/lib/creations/schema";
import type { Transcription } from "@/lib/transcriptions/schema";
import { fileAddress } from "./api";
import { phraseAt, PhraseList } from "./phrase-list";
import { StateLine } from "./state-line";
import { useTranscriptionFailure } from "./use-failure";
import { TranscriptionReceipt } from "./transcription-receipt";

export interface TranscriptionActions {
  busy: "asking" | "repeating" | undefined;
  ask: (transcription: Transcription) => void;
  repeat: (transcription: Transcription) => void;
  remove: (transcription: Transcription) => void;
}

interface TranscriptionViewProps {
  transcription: Transcription;
  actions: TranscriptionActions;
  admin: boolean;
  onBack: () => void;
}

/** One recording and what was said in it, side by side. */
export function TranscriptionView({ transcription, actions, admin, onBack }: TranscriptionViewProps) {
  const words = useText("transcribe");
  const { name, state, text, phrases, parts, asset, durationMs, modelName } = transcription;
  const [current, setCurrent] = useState(-1);
  const player = useRef<PlayerControl>(null);
  const onPosition = useCallback((ms: number) => setCurrent(phraseAt(phrases, ms)), [phrases]);
  const playFrom = useCallback((ms: number) => player.current?.playFrom(ms), []);
  const done = parts.filter(({ state: each }) => each === "done").length;
  const running = state === "reading" || state === "working";
  return (
    <article data-transcription={state} className="grid max-w-3xl grid-cols-[minmax(0,1fr)] gap-4">
      <header className="grid gap-1">
        <Button variant="ghost" size="sm" className="-ml-2.5 justify-self-start" onClick={onBack}>
          <ArrowLeft aria-hidden />
          {words.back}
        </Button>
        <h2 className="text-lg font-semibold wrap-anywhere">{name}</h2>
        <p role="status" className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-muted-foreground">
          <StateLine state={state} done={done} total={parts.length} />
          <span className="tabular">{clock(durationMs)}</span>
          <span>{modelName}</span>
        </p>
        {running && (
          <progress className="sr-only" max={parts.length} value={done} aria-label={words.progress}>
            {done}
          </progress>
        )}
      </header>
      {asset ? (
        <AudioPlayer
          src={`/api/assets/${asset.id}`}
          assetId={asset.id}
          durationMs={asset.durationMs}
          name={asset.name}
          control={player}
          onPosition={phrases.length > 0 ? onPosition : undefined}
          download={`/api/assets/${asset.id}?download=1`}
        />
      ) : (
        <Notice>{words.noRecording}</Notice>
      )}
      <Missing transcription={transcription} actions={actions} admin={admin} />
      {text !== "" && <Buttons transcription={transcription} actions={actions} />}
      <section aria-label={words.text.label} className="text-base">
        {phrases.length > 0 ? (
          <PhraseList phrases={phrases} current={current} onPlay={asset ? playFrom : undefined} />
        ) : text !== "" ? (
          <p className="leading-relaxed whitespace-pre-wrap wrap-anywhere">{text}</p>
        ) : (
          state === "done" && <p className="text-muted-foreground">{words.text.nothing}</p>
        )}
        {running && <p className="mt-2 text-sm text-muted-foreground">{words.running}</p>}
      </section>
      <footer className="flex flex-wrap items-center justify-between gap-2">
        <TranscriptionReceipt transcription={transcription} />
        <Button variant="ghost" size="sm" className="ml-auto" onClick={() => actions.remove(transcription)}>
          <Trash2 aria-hidden />
          {words.remove}
        </Button>
      </footer>
    </article>
  );
}

function Buttons({ transcription, actions }: Pick<TranscriptionViewProps, "transcription" | "actions">) {
  const words = useText("transcribe").buttons;
  const { id, text, phrases } = transcription;
  const link = buttonVariants({ variant: "outline", size: "sm" });
  return (
    <div className="flex flex-wrap gap-2">
      <CopyButton withLabel size="sm" variant="outline" text={text} />
      <a href={fileAddress(id, "txt")} download className={link}>
        <FileText aria-hidden />
        TXT
      </a>
      {phrases.length > 0 && (
        <a href={fileAddress(id, "srt")} download className={link}>
          <Captions aria-hidden />
          SRT
        </a>
      )}
      <Button size="sm" variant="outline" busy={actions.busy === "asking"} onClick={() => actions.ask(transcription)}>
        {actions.busy !== "asking" && <MessageSquare aria-hidden />}
        {words.ask}
      </Button>
    </div>
  );
}

/** Why something is missing, and what it costs to ask for it once more. */
function Missing({ transcription, actions, admin }: Omit<TranscriptionViewProps, "onBack">) {
  const words = useText("transcribe").missing;
  const format = useFormat();
  const locale = useLocale();
  const failureWords = useTranscriptionFailure();
  const { failure, parts, currency, state } = transcription;
  const missing = parts.filter((part) => part.state === "failed" || part.state === "unknown");
  const shown: CreationFailure | null | undefined = failure ?? missing[0]?.failure;
  if (!shown || state === "reading" || state === "working") return null;
  const { title, cause, next } = failureWords(shown, admin);
  const rate = BigInt(rateOf(transcription));
  const cost = formatMoney(rate * BigInt(missing.length), currency, locale);
  const unknown = missing.some((part) => part.state === "unknown");
  return (
    <Notice tone="danger">
      <p className="font-medium">
        {failure ? title : format(words.title, { count: missing.length, total: parts.length, why: title })}
      </p>
      {cause && <p>{cause}</p>}
      <p>{unknown ? words.unknown : next}</p>
      {!failure && (
        <Button
          size="sm"
          variant="outline"
          className="mt-2 text-foreground"
          busy={actions.busy === "repeating"}
          onClick={() => actions.repeat(transcription)}
        >
          {actions.busy !== "repeating" && <RotateCcw aria-hidden />}
          {format(words.repeat, { count: missing.length, price: rate === 0n ? words.free : cost })}
        </Button>
      )}
    </Notice>
  );
}

/** What one call costs, as far as the calls that were made say. */
function rateOf({ parts }: Transcription): string {
  return parts.flatMap(({ receipt }) => receipt?.rates.requests ?? [])[0] ?? "0";
}
