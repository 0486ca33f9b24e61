"use client";

import { useEffect, useRef, useState } from "react";
import { AudioHeader } from "@/components/audio/audio-header";
import { CreationFeed } from "@/components/creations/creation-feed";
import { useCreations } from "@/components/creations/use-creations";
import { useKeptForm } from "@/components/creations/use-kept-form";
import { useOpened } from "@/components/creations/use-opened";
import { useResultActions } from "@/components/creations/use-result-actions";
import { useQuotaOf } from "@/components/images/use-quota-of";
import type { CreationPage } from "@/lib/creations/schema";
import type { Quota } from "@/lib/metering/schema";
import type { Speech, SpeechModel, SpeechSettings } from "@/lib/speech/schema";
import type { Voice } from "@/lib/voices/schema";
import { draftFrom, emptyDraft, modelOf, parseDraft, type SpeechDraft } from "./draft";
import { Example } from "./example";
import { SpeechCard } from "./speech-card";
import { SpeechForm } from "./speech-form";
import { SpokenText } from "./spoken-text";
import { useSpeechActions } from "./use-speech-actions";
import { useSpeeches } from "./use-speeches";

export interface SpeechStudioProps {
  models: readonly SpeechModel[];
  /** the person's own and those shared with them */
  voices: readonly Voice[];
  quota: Quota;
  admin: boolean;
  userId: string;
  /** a speech that the address names to be made again */
  from: Speech | undefined;
  /** a voice that the address names */
  voice: Voice | undefined;
  /** the first page of what was spoken */
  page: CreationPage;
}

const noSpeeches: readonly Speech[] = [];

/** Text that is spoken: the form at the left, what was spoken at the right. */
export function SpeechStudio(props: SpeechStudioProps) {
  const { models, voices, quota: initialQuota, admin, userId, from, voice, page } = props;
  const [draft, change] = useKeptForm<SpeechDraft>(`speech:${userId}`, emptyDraft, parseDraft);
  const [text] = useState(() => new SpokenText(`speech-text:${userId}`));
  const creations = useCreations("speech", page);
  const speeches = useSpeeches(creations.items, noSpeeches);
  const quota = useQuotaOf(initialQuota, creations.items);
  const actions = useResultActions(creations);
  const { creationId, forget } = useOpened();
  const speaking = useSpeechActions(creations, speeches, { models, draft, text, change });

  // What the address names goes into the form once; then the address forgets it.
  const heeded = useRef(false);
  useEffect(() => {
    if (heeded.current || (!from && !voice)) return;
    heeded.current = true;
    if (from) {
      change((before) => draftFrom(before, from));
      text.replace(from.text);
      forget("from");
    } else if (voice) {
      change((before) => ({ ...before, modelId: voice.modelId, voice: { kind: "own", voiceId: voice.id } }));
      forget("voice");
    }
  }, [from, voice, change, text, forget]);

  const { fetch } = creations;
  useEffect(() => {
    if (creationId) fetch(creationId);
  }, [creationId, fetch]);

  const speak = async (settings: SpeechSettings) => {
    if (!(await speaking.speak(settings))) return;
    const results = document.getElementById("results");
    results?.scrollTo({ top: 0 });
    if (window.matchMedia("(max-width: 1023.98px)").matches) results?.scrollIntoView({ block: "start" });
  };

  return (
    <div className="flex flex-col lg:h-full">
      <AudioHeader />
      <div className="min-h-0 grow lg:grid lg:grid-cols-[27rem_minmax(0,1fr)]">
        <div className="min-h-0 border-b lg:border-r lg:border-b-0">
          <SpeechForm
            draft={draft}
            text={text}
            models={models}
            voices={voices}
            quota={quota}
            admin={admin}
            busy={speaking.busy}
            onChange={change}
            onSpeak={(settings) => void speak(settings)}
          />
        </div>
        <div id="results" className="min-h-0 px-4 pt-6 pb-16 lg:overflow-y-auto lg:px-6">
          <div className="max-w-3xl">
            <CreationFeed
              creations={creations}
              empty={
                <Example
                  model={modelOf(emptyDraft, models)}
                  quota={quota}
                  busy={speaking.busy}
                  onRun={(settings) => void speak(settings)}
                  onTake={(example) => {
                    text.replace(example);
                    text.focus();
                  }}
                />
              }
              card={(creation) => (
                <SpeechCard
                  key={creation.id}
                  creation={creation}
                  speech={speeches.of(creation.id)}
                  voices={voices}
                  admin={admin}
                  marked={creation.id === creationId}
                  speeches={speaking}
                  actions={actions}
                  creations={creations}
                />
              )}
            />
          </div>
        </div>
      </div>
    </div>
  );
}
