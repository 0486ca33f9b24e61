"use client";

import { LibraryBig, Volume2, X } from "lucide-react";
import Link from "next/link";
import { Fragment, useEffect, useId, useMemo, useState } from "react";
import { AudioPlayer } from "@/components/audio/player";
import { useFailureText, useFailureWords } from "@/components/failure";
import { useFormat, useText } from "@/components/text-provider";
import { Button, IconButton } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { Spinner } from "@/components/ui/spinner";
import { toast } from "@/components/ui/toast";
import { isOver, type CreationFailure } from "@/lib/creations/schema";
import { isSpeakable, planSpeech, readableText, type Speech, type SpeechModel } from "@/lib/speech/schema";
import { readMessage } from "./api";
import { keepReader, keyOf, readerGroups, readerOf, readKept, type Reader } from "./readers";
import { isOverQuota, SpeechPrice } from "./speech-price";
import { soundOf } from "./sound-of";
import { useFollowedSpeech } from "./use-followed-speech";
import { useReadingPrices } from "./use-reading-prices";

export interface ReadAloudProps {
  messageId: string;
  /** the answer as it was written */
  markdown: string;
  onClose: () => void;
}

/** Under an answer: whose voice, the price, and then the player. */
export function ReadAloud({ messageId, markdown, onClose }: ReadAloudProps) {
  const words = useText("readAloud");
  const failureText = useFailureText();
  const [speech, setSpeech] = useState<Speech>();
  const [busy, setBusy] = useState(false);
  const [refusals, setRefusals] = useState(0);
  const start = async ({ modelId, voice }: Reader) => {
    setBusy(true);
    try {
      setSpeech(await readMessage({ messageId, modelId, voice }));
    } catch (error) {
      toast({ text: failureText(error), tone: "danger" });
      // What was on offer may have gone meanwhile: it is looked up anew.
      setRefusals((before) => before + 1);
    } finally {
      setBusy(false);
    }
  };
  return (
    <section
      aria-label={words.panel}
      className="mt-2 grid grid-cols-[minmax(0,1fr)_auto] items-start gap-2 rounded-lg border bg-card p-2"
    >
      {speech ? (
        <Reading begun={speech} />
      ) : (
        <Asking key={refusals} markdown={markdown} busy={busy} onStart={(reader) => void start(reader)} />
      )}
      <IconButton size="iconSm" label={words.close} onClick={onClose}>
        <X aria-hidden />
      </IconButton>
    </section>
  );
}

interface AskingProps {
  markdown: string;
  busy: boolean;
  onStart: (reader: Reader) => void;
}

function Asking({ markdown, busy, onStart }: AskingProps) {
  const words = useText("readAloud");
  const text = useMemo(() => readableText(markdown), [markdown]);
  const format = useFormat();
  const { models, voices, quota, failed } = useReadingPrices();
  const groups = useMemo(() => readerGroups(models ?? [], voices ?? []), [models, voices]);
  const [chosen, setChosen] = useState<Reader | undefined>(readKept);
  const id = useId();
  if (failed) return <p role="alert">{words.loadFailed}</p>;
  if (!models || !quota)
    return (
      <p role="status" className="flex min-h-8 items-center gap-2 px-1 text-muted-foreground">
        <Spinner />
        {words.loading}
      </p>
    );
  const { reader, model, lost } = readerOf(groups, chosen);
  if (!reader || !model) return <p className="px-1 py-1.5">{words.noModel}</p>;
  const obstacle = obstacleOf(model, text);
  if (obstacle) return <p className="px-1 py-1.5 text-muted-foreground">{words[obstacle]}</p>;
  const { bytes } = planSpeech(model, { text });
  const over = isOverQuota(model, bytes, quota);
  return (
    <div className="grid gap-1">
      <div className="flex flex-wrap items-center gap-2">
        <label htmlFor={id} className="sr-only">
          {words.voice}
        </label>
        <Select
          id={id}
          className="min-w-0 grow basis-40"
          value={keyOf(reader)}
          onChange={({ target }) => {
            const next = groups
              .flatMap(({ system, own }) => [...system, ...own])
              .find((each) => keyOf(each) === target.value);
            if (!next) return;
            setChosen(next);
            keepReader(next);
          }}
        >
          {groups.map(({ model: each, system, own }) => (
            <Fragment key={each.id}>
              {system.length > 0 && (
                <optgroup label={each.name}>
                  {system.map((one) => (
                    <option key={keyOf(one)} value={keyOf(one)}>
                      {one.name}
                    </option>
                  ))}
                </optgroup>
              )}
              {own.length > 0 && (
                <optgroup label={format(words.own, { model: each.name })}>
                  {own.map((one) => (
                    <option key={keyOf(one)} value={keyOf(one)}>
                      {one.shared ? format(words.shared, { voice: one.name }) : one.name}
                    </option>
                  ))}
                </optgroup>
              )}
            </Fragment>
          ))}
        </Select>
        <SpeechPrice model={model} bytes={bytes} quota={quota} over={over} />
        <Button variant="outline" busy={busy} disabled={over} onClick={() => onStart(reader)}>
          {!busy && <Volume2 aria-hidden />}
          {words.start}
        </Button>
      </div>
      {lost && (
        <p role="status" className="px-1 text-xs text-warning">
          {format(words.lost, { voice: lost.name, instead: reader.name })}
        </p>
      )}
      <p className="px-1 text-xs text-muted-foreground">{over ? words.over : words.once}</p>
    </div>
  );
}

function obstacleOf(model: SpeechModel, text: string): "nothing" | "tooLong" | undefined {
  if (!isSpeakable(text)) return "nothing";
  return text.length > model.maxCharacters ? "tooLong" : undefined;
}

function Reading({ begun }: { begun: Speech }) {
  const words = useText("readAloud");
  const { sentences } = useText("common");
  const format = useFormat();
  const failureWords = useFailureWords();
  const { creation, asset, live, parts } = useFollowedSpeech(begun);
  const sentenceOf = (why: CreationFailure) => {
    const { title, next } = failureWords(why, false);
    return format(sentences, { first: title, second: next });
  };
  const failure = parts.find((part) => isOver(part.state) && part.failure)?.failure;
  useEffect(() => {
    // The focus was on the button that is gone.
    document.getElementById(`reading-${begun.creation.id}`)?.querySelector("button")?.focus();
  }, [begun.creation.id]);
  return (
    <div id={`reading-${creation.id}`} className="grid grid-cols-[minmax(0,1fr)] gap-1">
      {(live || asset) && (
        <AudioPlayer name={words.name} {...soundOf(creation.id, live, asset ?? undefined)} autoPlay />
      )}
      {failure && !live && (
        <p role="alert" className="px-1 text-sm text-destructive">
          {sentenceOf(failure)}
        </p>
      )}
      {asset && (
        <Link
          href={`/library?item=${asset.id}`}
          prefetch={false}
          className="flex items-center gap-1.5 justify-self-start px-1 text-xs text-muted-foreground hover:text-foreground"
        >
          <LibraryBig className="size-3.5" aria-hidden />
          {words.library}
        </Link>
      )}
    </div>
  );
}
