"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { AudioHeader } from "@/components/audio/audio-header";
import { readQuota } from "@/components/chat/api";
import { useKeptForm } from "@/components/creations/use-kept-form";
import { useFailureText } from "@/components/failure";
import { useFormat, useText } from "@/components/text-provider";
import { EmptyState } from "@/components/ui/empty-state";
import { toast } from "@/components/ui/toast";
import { untilLoaded } from "@/components/ui/until-loaded";
import type { Quota } from "@/lib/metering/schema";
import type { TranscriptionModel } from "@/lib/transcriptions/schema";
import type { Voice, VoiceModel } from "@/lib/voices/schema";
import { deleteVoice, retryVoice, updateVoice } from "./api";
import { emptyDraft, parseDraft, type VoiceDraft } from "./draft";
import { useVoices } from "./use-voices";
import { VoiceCard, type VoiceActions } from "./voice-card";
import { VoiceForm } from "./voice-form";

const RenameDialog = dynamic(() => untilLoaded(() => import("./rename-dialog")).then((module) => module.RenameDialog), {
  ssr: false,
});
const SureDialog = dynamic(() => untilLoaded(() => import("./sure-dialog")).then((module) => module.SureDialog), {
  ssr: false,
});

export interface VoicesStudioProps {
  models: readonly VoiceModel[];
  /** undefined: nothing here writes down */
  transcription: TranscriptionModel | undefined;
  voices: readonly Voice[];
  quota: Quota;
  admin: boolean;
  userId: string;
}

/** Voices of one's own: a new one at the left, those there are at the right. */
export function VoicesStudio(props: VoicesStudioProps) {
  const { models, transcription, admin, userId } = props;
  const words = useText("voices");
  const format = useFormat();
  const failureText = useFailureText();
  const [draft, change] = useKeptForm<VoiceDraft>(`voices:${userId}`, emptyDraft, parseDraft);
  const { voices, put, markDeleting } = useVoices(props.voices);
  const [quota, setQuota] = useState(props.quota);
  const [open, setOpen] = useState<{ kind: "rename" | "remove"; voice: Voice }>();

  // A figure that cannot be read stays as it was: the server checks anyway.
  const readQuotaAgain = () => void readQuota().then(setQuota, () => undefined);
  const attempt = async (work: () => Promise<string | undefined>) => {
    try {
      const text = await work();
      if (text) toast({ text, tone: "success" });
    } catch (error) {
      toast({ text: failureText(error), tone: "danger" });
    }
  };
  const actions: VoiceActions = {
    rename: (voice) => setOpen({ kind: "rename", voice }),
    remove: (voice) => setOpen({ kind: "remove", voice }),
    retry: ({ id }) =>
      void attempt(async () => {
        put(await retryVoice(id));
        return undefined;
      }),
    share: ({ id, shared }) =>
      void attempt(async () => {
        const voice = await updateVoice(id, { shared: !shared });
        put(voice);
        return format(voice.shared ? words.sharedToast : words.unsharedToast, { name: voice.name });
      }),
  };
  const card = (voice: Voice) => (
    <VoiceCard
      key={voice.id}
      voice={voice}
      model={models.find(({ id }) => id === voice.modelId)}
      quota={quota}
      admin={admin}
      actions={actions}
      onSpent={readQuotaAgain}
    />
  );
  const own = voices.filter((voice) => voice.own);
  const others = voices.filter((voice) => !voice.own);

  return (
    <div className="flex flex-col lg:h-full">
      <AudioHeader />
      <div className="min-h-0 grow lg:grid lg:grid-cols-[27rem_minmax(0,1fr)]">
        <div className="min-h-0 border-b lg:border-r lg:border-b-0">
          <VoiceForm
            draft={draft}
            models={models}
            transcription={transcription}
            quota={quota}
            admin={admin}
            onChange={change}
            onCreated={(voice) => {
              put(voice);
              toast({ text: format(words.created, { name: voice.name }), tone: "success" });
              document.getElementById("results")?.scrollTo({ top: 0 });
            }}
            onSpent={readQuotaAgain}
          />
        </div>
        <section id="results" aria-label={words.list} className="min-h-0 px-4 pt-6 pb-16 lg:overflow-y-auto lg:px-6">
          <div className="grid max-w-3xl grid-cols-[minmax(0,1fr)] gap-3">
            <h2 className="font-semibold">{words.own}</h2>
            {own.length > 0 ? own.map(card) : <EmptyState title={words.empty.title}>{words.empty.text}</EmptyState>}
            {others.length > 0 && <h2 className="mt-5 font-semibold">{words.shared}</h2>}
            {others.map(card)}
          </div>
        </section>
      </div>
      {open?.kind === "rename" && (
        <RenameDialog voice={open.voice} onRenamed={put} onClose={() => setOpen(undefined)} />
      )}
      {open?.kind === "remove" && (
        <SureDialog
          title={format(words.deleteTitle, { name: open.voice.name })}
          text={words.deleteText}
          action={words.delete}
          onSure={async () => {
            await deleteVoice(open.voice.id);
            markDeleting(open.voice.id);
            toast({ text: format(words.deleted, { name: open.voice.name }), tone: "success" });
          }}
          onClose={() => setOpen(undefined)}
        />
      )}
    </div>
  );
}
