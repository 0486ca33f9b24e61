"use client";

import { AudioLines, EllipsisVertical, Pencil, Share2, Trash2 } from "lucide-react";
import { AudioPlayer } from "@/components/audio/player";
import { useFailureWords } from "@/components/failure";
import { useFormat, useLocale, useText } from "@/components/text-provider";
import { Badge } from "@/components/ui/badge";
import { Button, IconButton } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { DropdownMenu, DropdownMenuItem } from "@/components/ui/dropdown-menu";
import { Notice } from "@/components/ui/notice";
import { Spinner } from "@/components/ui/spinner";
import type { Quota } from "@/lib/metering/schema";
import type { Voice, VoiceModel } from "@/lib/voices/schema";
import { VoicePreview } from "./voice-preview";

export interface VoiceActions {
  retry: (voice: Voice) => void;
  rename: (voice: Voice) => void;
  share: (voice: Voice) => void;
  remove: (voice: Voice) => void;
}

interface VoiceCardProps {
  voice: Voice;
  /** undefined: it is not on offer any more */
  model: VoiceModel | undefined;
  quota: Quota;
  admin: boolean;
  actions: VoiceActions;
  onSpent: () => void;
}

/** A voice: its sample, how it stands, and what can be done with it. */
export function VoiceCard({ voice, model, quota, admin, actions, onSpent }: VoiceCardProps) {
  const words = useText("voices");
  const format = useFormat();
  const locale = useLocale();
  const { name, state, own, shared, sample, hasSample, failure, consentAt } = voice;
  const date =
    consentAt && new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(consentAt));
  return (
    <article
      aria-label={name}
      data-state={state}
      className="grid grid-cols-[minmax(0,1fr)] gap-3 rounded-lg border bg-card p-4"
    >
      <header className="flex items-start gap-2">
        <div className="grid min-w-0 grow gap-0.5">
          <h3 className="flex flex-wrap items-center gap-2 font-medium wrap-anywhere">
            {name}
            {state !== "ready" && (
              <Badge tone={state === "failed" ? "danger" : "neutral"}>
                {state !== "failed" && <Spinner />}
                {words.states[state]}
              </Badge>
            )}
            {shared && <Badge tone="accent">{words.sharedBadge}</Badge>}
          </h3>
          <p className="text-xs text-muted-foreground">
            {[voice.modelName, own && (date ? format(words.madeOn, { date }) : words.adopted)]
              .filter(Boolean)
              .join(" · ")}
          </p>
        </div>
        {own && state !== "deleting" && <VoiceMenu voice={voice} admin={admin} actions={actions} />}
      </header>
      {state === "uploading" && <p className="text-sm text-muted-foreground">{words.uploadingText}</p>}
      {state === "deleting" && <p className="text-sm text-muted-foreground">{words.deletingText}</p>}
      {state === "failed" && failure && <FailedVoice voice={voice} admin={admin} actions={actions} />}
      {voice.transcript && state !== "deleting" && (
        <p className="line-clamp-2 text-sm text-muted-foreground">{voice.transcript}</p>
      )}
      {hasSample && state !== "deleting" && (
        <AudioPlayer
          src={`/api/voices/${voice.id}/sample`}
          assetId={sample?.id}
          durationMs={sample?.durationMs}
          name={format(words.sample, { name })}
        />
      )}
      {state === "ready" && model && (
        <footer className="flex flex-wrap items-center justify-end gap-2">
          <VoicePreview voice={voice} model={model} quota={quota} onSpent={onSpent} />
          <ButtonLink href={`/speech?voice=${voice.id}`} variant="secondary" className="-order-1 mr-auto">
            <AudioLines aria-hidden />
            {words.speak}
          </ButtonLink>
        </footer>
      )}
    </article>
  );
}

function VoiceMenu({ voice, admin, actions }: { voice: Voice; admin: boolean; actions: VoiceActions }) {
  const words = useText("voices");
  const format = useFormat();
  const label = format(words.menu, { name: voice.name });
  return (
    <DropdownMenu
      label={label}
      align="end"
      trigger={
        <IconButton label={label}>
          <EllipsisVertical aria-hidden />
        </IconButton>
      }
    >
      <DropdownMenuItem icon={<Pencil aria-hidden />} onSelect={() => actions.rename(voice)}>
        {words.rename}
      </DropdownMenuItem>
      {admin && (
        <DropdownMenuItem icon={<Share2 aria-hidden />} onSelect={() => actions.share(voice)}>
          {voice.shared ? words.unshare : words.share}
        </DropdownMenuItem>
      )}
      <DropdownMenuItem danger icon={<Trash2 aria-hidden />} onSelect={() => actions.remove(voice)}>
        {words.delete}
      </DropdownMenuItem>
    </DropdownMenu>
  );
}

/** Why there is no such voice, and the way to have it all the same. */
function FailedVoice({ voice, admin, actions }: { voice: Voice; admin: boolean; actions: VoiceActions }) {
  const words = useText("voices");
  const failureWords = useFailureWords();
  const { title, cause, next } = failureWords(voice.failure ?? {}, admin);
  const gone = voice.failure?.reason === "voice_gone";
  return (
    <Notice tone="danger">
      <p className="font-medium">{title}</p>
      {cause && <p>{cause}</p>}
      <p>{next}</p>
      {voice.hasSample && (
        <Button variant="outline" className="mt-2 text-foreground" onClick={() => actions.retry(voice)}>
          {gone ? words.again : words.retry}
        </Button>
      )}
    </Notice>
  );
}
