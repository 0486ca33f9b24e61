"use client";

import { useEffect, useRef, useState } from "react";
import { AudioHeader } from "@/components/audio/audio-header";
import { readQuota } from "@/components/chat/api";
import { useFailureText } from "@/components/failure";
import { useText } from "@/components/text-provider";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import { newId } from "@/lib/core";
import type { Quota } from "@/lib/metering/schema";
import type { Transcription, TranscriptionOffer, TranscriptionPage } from "@/lib/transcriptions/schema";
import { startTranscription } from "./api";
import { OpenedTranscription } from "./opened-transcription";
import { TranscribeForm, type TranscribeSettings } from "./transcribe-form";
import { TranscriptionList } from "./transcription-list";
import { useOpened } from "./use-address";
import { useTranscriptionItems } from "./use-list";

export interface TranscribeStudioProps {
  offer: TranscriptionOffer;
  quota: Quota;
  admin: boolean;
  page: TranscriptionPage;
  /** the one that the address names */
  opened: Transcription | undefined;
}

/** Speech written down: the form at the left, what was written down at the right. */
export function TranscribeStudio({ offer, quota: firstQuota, admin, page, opened }: TranscribeStudioProps) {
  const words = useText("transcribe");
  const failureText = useFailureText();
  const items = useTranscriptionItems(page);
  const address = useOpened();
  const [made, setMade] = useState<Transcription | undefined>(opened);
  const [busy, setBusy] = useState(false);
  const quota = useQuota(firstQuota, items.items.map(({ state, partsDone }) => `${state}${partsDone}`).join());
  // One click is one request, whatever the line loses of it.
  const asked = useRef<{ wish: string; key: string }>(undefined);

  const start = async ({ source, modelId, timed }: TranscribeSettings): Promise<boolean> => {
    const wish = JSON.stringify([source.assetId, modelId, timed]);
    if (asked.current?.wish !== wish) asked.current = { wish, key: newId() };
    setBusy(true);
    try {
      const transcription = await startTranscription({
        ...{ requestKey: asked.current.key, assetId: source.assetId, modelId, timed },
      });
      asked.current = undefined;
      items.put(transcription);
      setMade(transcription);
      address.open(transcription.id);
      showResults();
      return true;
    } catch (error) {
      toast({ text: failureText(error), tone: "danger" });
      return false;
    } finally {
      setBusy(false);
    }
  };
  // What was pressed goes with what it showed.
  const show = (act: () => void) => {
    act();
    requestAnimationFrame(() => document.getElementById("results")?.focus({ preventScroll: true }));
  };
  const { models, unavailable } = offer;
  return (
    <div className="flex flex-col lg:h-full">
      <AudioHeader />
      <div className="min-h-0 grow lg:grid lg:grid-cols-[27rem_minmax(0,1fr)]">
        <div className="min-h-0 border-b lg:border-r lg:border-b-0">
          {unavailable ? (
            <div className="p-4 lg:p-5">
              <Notice>
                <p className="font-medium">{words.unavailable[unavailable].title}</p>
                <p>{admin ? words.unavailable[unavailable].admin : words.unavailable[unavailable].text}</p>
              </Notice>
            </div>
          ) : (
            <TranscribeForm models={models} quota={quota} busy={busy} onStart={start} />
          )}
        </div>
        <div id="results" tabIndex={-1} className="min-h-0 px-4 pt-6 pb-16 outline-none lg:overflow-y-auto lg:px-6">
          {address.id !== undefined ? (
            <OpenedTranscription
              key={address.id}
              id={address.id}
              known={made?.id === address.id ? made : undefined}
              admin={admin}
              onChange={items.put}
              onDeleted={(id) => {
                items.drop(id);
                show(address.close);
              }}
              onBack={() => show(address.close)}
            />
          ) : items.items.length > 0 ? (
            <TranscriptionList
              items={items.items}
              hasMore={items.hasMore}
              loadingMore={items.loadingMore}
              onOpen={(id) => show(() => address.open(id))}
              onMore={() =>
                void items.more().catch((error: unknown) => toast({ text: failureText(error), tone: "danger" }))
              }
            />
          ) : (
            <EmptyState title={words.empty.title}>
              <p>{words.empty.text}</p>
              <p className="mt-3 rounded-lg bg-secondary px-4 py-3 text-left font-mono text-xs leading-relaxed whitespace-pre-line text-foreground">
                {words.empty.example}
              </p>
            </EmptyState>
          )}
        </div>
      </div>
    </div>
  );
}

/** On phones what was made stands below the form. */
function showResults(): void {
  if (window.matchMedia("(min-width: 64rem)").matches) return;
  requestAnimationFrame(() => document.getElementById("results")?.scrollIntoView({ block: "start" }));
}

/** What may still be spent, read again as things begin and end. */
function useQuota(first: Quota, states: string): Quota {
  const [quota, setQuota] = useState(first);
  const read = useRef(states);
  useEffect(() => {
    if (read.current === states) return;
    read.current = states;
    // A figure that cannot be read stays as it was: the server checks anyway.
    readQuota().then(setQuota, () => undefined);
  }, [states]);
  return quota;
}
