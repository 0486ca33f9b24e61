"use client";

import { Copy, EllipsisVertical, EyeOff, Info, LibraryBig, RefreshCw, SlidersHorizontal } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { AudioPlayer } from "@/components/audio/player";
import { shortModelName } from "@/components/chat/quantities";
import { costOf, waitingCalls } from "@/components/creations/call-state";
import { isUnderWay } from "@/components/creations/creation-list";
import { MissingSlot } from "@/components/creations/missing-slot";
import { resultsOf } from "@/components/creations/result";
import { ResultMenu } from "@/components/creations/result-menu";
import type { Creations } from "@/components/creations/use-creations";
import type { ResultActions } from "@/components/creations/use-result-actions";
import { useFormat, useLocale, useText } from "@/components/text-provider";
import { Button, IconButton } from "@/components/ui/button";
import { DropdownMenu, DropdownMenuItem } from "@/components/ui/dropdown-menu";
import { Money } from "@/components/ui/money";
import { RelativeTime } from "@/components/ui/relative-time";
import { formatMoney } from "@/lib/core";
import { isOver, type Creation } from "@/lib/creations/schema";
import { priceOfSpeech, type Speech } from "@/lib/speech/schema";
import type { Voice } from "@/lib/voices/schema";
import { cn } from "@/lib/ui";
import { PartList } from "./part-list";
import { soundOf } from "./sound-of";
import { SpeechReceipt } from "./speech-receipt";
import type { SpeechActions } from "./use-speech-actions";
import { voiceName } from "./voice-name";

interface SpeechCardProps {
  creation: Creation;
  /** undefined until it has been read */
  speech: Speech | undefined;
  voices: readonly Voice[];
  admin: boolean;
  /** the one that the address names */
  marked: boolean;
  speeches: SpeechActions;
  actions: ResultActions;
  creations: Pick<Creations, "cancel" | "hide">;
}

/** A text that is or was spoken: heard while it is made, with its parts, its receipt and what can be done with it. */
export function SpeechCard(props: SpeechCardProps) {
  const { creation, speech, voices, admin, marked, speeches, actions, creations } = props;
  const words = useText("speech");
  const shared = useText("creations");
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    if (marked) card.current?.scrollIntoView({ block: "nearest" });
  }, [marked]);
  const [result] = resultsOf([creation]);
  const [call] = creation.calls;
  const live = speech?.live ?? isUnderWay(creation);
  const waiting = waitingCalls(creation).length;
  const name = creation.prompt.slice(0, 80) || words.card.noText;
  const cost = costOf(creation);
  const voice = voiceName(creation.request, voices, words);
  const output = call?.outputs[0];
  // One part that failed is asked for in its place; of several each has its own button.
  const askAgain = () =>
    speech?.parts.length === 1 && speech.parts[0]!.repeatable ? speeches.repeat(creation, 0) : speeches.again(creation);
  return (
    <article
      ref={card}
      id={`creation-${creation.id}`}
      tabIndex={-1}
      aria-label={creation.prompt.slice(0, 120) || words.card.noText}
      aria-busy={live}
      className={cn(
        "grid grid-cols-[minmax(0,1fr)] gap-2.5 border-t pt-4 pb-6 first-of-type:border-t-0 first-of-type:pt-0",
        marked && "scroll-mt-4",
      )}
    >
      <header className="flex items-start gap-2">
        <div className="min-w-0 grow">
          <Text text={speech?.text ?? creation.prompt} />
          <p className="tabular mt-0.5 flex flex-wrap gap-x-2 text-xs text-muted-foreground">
            <span className={cn(marked && "font-medium text-primary-text")}>
              {creation.modelName || shortModelName(creation.modelId)}
            </span>
            {voice && <span>{voice}</span>}
            {cost && <Money nanos={cost.nanos.toString()} currency={cost.currency} />}
            <RelativeTime value={creation.createdAt} />
          </p>
        </div>
        {!result && (
          <DropdownMenu
            label={shared.actions}
            align="end"
            className="w-64"
            trigger={
              <IconButton size="iconSm" label={shared.actions}>
                <EllipsisVertical aria-hidden />
              </IconButton>
            }
          >
            <SpeechItems {...props} />
          </DropdownMenu>
        )}
      </header>
      {result || live ? (
        <AudioPlayer
          name={name}
          {...soundOf(creation.id, live, result?.asset)}
          autoPlay={speeches.begun.has(creation.id)}
        />
      ) : (
        call && (
          <div className="overflow-hidden rounded-lg bg-secondary">
            <MissingSlot
              call={creation.calls.find(({ failure }) => failure) ?? call}
              output={output}
              admin={admin}
              {...(speeches.modelFor(creation) && { onAgain: () => void askAgain() })}
            />
          </div>
        )
      )}
      {live && <Progress creation={creation} speech={speech} />}
      {waiting > 0 && (
        <div className="flex flex-wrap items-center gap-2 text-xs text-muted-foreground">
          <Button size="sm" variant="outline" onClick={() => creations.cancel(creation)}>
            {waiting > 1 ? shared.cancelAll : shared.cancel}
          </Button>
          {shared.cancelHint}
        </div>
      )}
      {speech && (
        <PartList
          speech={speech}
          model={speeches.modelFor(creation)}
          admin={admin}
          onRepeat={(position) => void speeches.repeat(creation, position)}
        />
      )}
      <div className="flex min-h-8 flex-wrap items-center justify-between gap-1">
        <SpeechReceipt creation={creation} />
        {result && (
          <div className="ml-auto flex shrink-0 pointer-coarse:gap-4">
            <ResultMenu result={result} actions={actions}>
              <SpeechItems {...props} assetId={result.asset.id} />
            </ResultMenu>
          </div>
        )}
      </div>
    </article>
  );
}

/** What only speeches offer, with the price where something is asked for at once. */
function SpeechItems({ creation, speech, speeches, creations, assetId }: SpeechCardProps & { assetId?: string }) {
  const words = useText("speech").card;
  const shared = useText("creations");
  const locale = useLocale();
  const model = speeches.modelFor(creation);
  const bytes = speech?.parts.reduce((sum, part) => sum + part.bytes, 0);
  return (
    <>
      <DropdownMenuItem
        icon={<RefreshCw aria-hidden />}
        disabled={!model}
        trailing={
          model && bytes !== undefined ? (
            <span className="tabular text-xs text-muted-foreground">
              {formatMoney(priceOfSpeech(model, bytes), model.currency, locale)}
            </span>
          ) : undefined
        }
        onSelect={() => void speeches.again(creation)}
      >
        {words.again}
      </DropdownMenuItem>
      <DropdownMenuItem icon={<SlidersHorizontal aria-hidden />} onSelect={() => void speeches.use(creation)}>
        {words.use}
      </DropdownMenuItem>
      {!assetId && (
        <DropdownMenuItem icon={<Copy aria-hidden />} onSelect={() => void speeches.copyText(creation)}>
          {words.copyText}
        </DropdownMenuItem>
      )}
      {assetId && (
        <DropdownMenuItem icon={<LibraryBig aria-hidden />} href={`/library?item=${assetId}`}>
          {words.details}
        </DropdownMenuItem>
      )}
      <DropdownMenuItem
        icon={<EyeOff aria-hidden />}
        disabled={waitingCalls(creation).length > 0}
        onSelect={() => creations.hide(creation)}
      >
        {shared.hide}
      </DropdownMenuItem>
    </>
  );
}

/** Long texts are folded, and opened by a press. */
function Text({ text }: { text: string }) {
  const words = useText("speech").card;
  const [whole, setWhole] = useState(false);
  return (
    <h3 className="text-sm font-normal wrap-anywhere">
      <button
        type="button"
        aria-expanded={whole}
        className={cn(
          "block w-full rounded-sm text-left whitespace-pre-wrap",
          whole ? "max-h-96 overflow-y-auto" : "line-clamp-2",
        )}
        onClick={() => setWhole(!whole)}
      >
        {(whole ? text : text.slice(0, 400)) || words.noText}
      </button>
    </h3>
  );
}

function Progress({ creation, speech }: Pick<SpeechCardProps, "creation" | "speech">) {
  const words = useText("speech").card;
  const format = useFormat();
  const parts = speech?.parts ?? [];
  const current = parts.find(({ state }) => !isOver(state));
  const text =
    current?.state === "waiting" && current.position === 0
      ? words.waiting
      : current
        ? parts.length === 1
          ? words.speakingOne
          : format(words.speaking, { part: current.position + 1, count: parts.length })
        : creation.calls.every(({ state }) => isOver(state))
          ? words.joining
          : words.speakingOne;
  return (
    <p role="status" className="flex items-center gap-1.5 text-xs text-muted-foreground">
      <Info className="size-3.5" aria-hidden />
      {text}
    </p>
  );
}
