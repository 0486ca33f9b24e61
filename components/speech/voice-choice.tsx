"use client";

import { Mic, Play, Square } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { useFormat, useLocale, useText } from "@/components/text-provider";
import { IconButton } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { Spinner } from "@/components/ui/spinner";
import { formatMoney } from "@/lib/core";
import { systemVoices, type SpeechModel } from "@/lib/speech/schema";
import type { Voice } from "@/lib/voices/schema";
import type { DraftVoice } from "./draft";
import { samplePrice, useSamples } from "./use-sample";

interface VoiceChoiceProps {
  id: string;
  model: SpeechModel;
  /** the person's own and those shared with them, of every model */
  voices: readonly Voice[];
  value: DraftVoice | undefined;
  error: string | undefined;
  onChange: (voice: DraftVoice) => void;
  /** stands under the recording, once that is chosen */
  children: ReactNode;
}

const genders = ["female", "male", "other"] as const;

/** Whose voice speaks: the provider's by gender and character, one's own, or a recording's. */
export function VoiceChoice({ id, model, voices, value, error, onChange, children }: VoiceChoiceProps) {
  const words = useText("speech");
  const format = useFormat();
  const locale = useLocale();
  const samples = useSamples(model);
  const characters: Readonly<Record<string, string>> = words.characters;
  const amount = formatMoney(samplePrice(model, locale), model.currency, locale);
  const own = voices.filter(({ modelId, state }) => modelId === model.id && state === "ready");
  return (
    <fieldset className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-2" id={`${id}-voices`}>
      <legend className="mb-1.5 text-sm font-medium">{words.voice}</legend>
      <div className="grid grid-cols-[repeat(auto-fit,minmax(11rem,1fr))] gap-x-2 gap-y-3">
        {genders.map((gender) => {
          const group = model.systemVoices.filter((name) => (systemVoices[name]?.gender ?? "other") === gender);
          if (group.length === 0) return null;
          return (
            <div key={gender} role="group" aria-label={words.genders[gender]} className="grid content-start gap-1">
              <p className="text-xs text-muted-foreground" aria-hidden>
                {words.genders[gender]}
              </p>
              {group.map((name) => {
                const active = samples.active?.voice === name ? samples.active.state : undefined;
                const shown = capital(name);
                const label = active
                  ? words.sample.stop
                  : samples.isKnown(name)
                    ? words.sample.play
                    : words.sample.price;
                return (
                  <VoiceRow
                    key={name}
                    name={`${id}-voice`}
                    checked={value?.kind === "system" && value.name === name}
                    label={shown}
                    detail={characters[systemVoices[name]?.character ?? ""]}
                    onChoose={() => onChange({ kind: "system", name })}
                  >
                    <IconButton
                      size="iconSm"
                      label={format(label, { voice: shown, amount })}
                      aria-pressed={active !== undefined}
                      onClick={() => samples.toggle(name)}
                    >
                      {active === "loading" ? (
                        <Spinner />
                      ) : active ? (
                        <Square className="fill-current" aria-hidden />
                      ) : (
                        <Play aria-hidden />
                      )}
                    </IconButton>
                  </VoiceRow>
                );
              })}
            </div>
          );
        })}
      </div>
      {model.systemVoices.length > 0 && (
        <p className="text-xs text-muted-foreground">{format(words.sample.hint, { amount })}</p>
      )}
      {model.ownVoices && (
        <div role="group" aria-label={words.own} className="grid gap-1">
          <p className="text-xs text-muted-foreground" aria-hidden>
            {words.own}
          </p>
          {own.map((voice) => (
            <VoiceRow
              key={voice.id}
              name={`${id}-voice`}
              checked={value?.kind === "own" && value.voiceId === voice.id}
              label={voice.name}
              detail={voice.own ? undefined : words.ownShared}
              onChoose={() => onChange({ kind: "own", voiceId: voice.id })}
            />
          ))}
          {own.length === 0 && (
            <p className="text-xs text-muted-foreground">
              {words.noOwn}{" "}
              <Link href="/voices" className="text-primary-text underline underline-offset-4">
                {words.addVoice}
              </Link>
            </p>
          )}
        </div>
      )}
      {model.clips && (
        <VoiceRow
          name={`${id}-voice`}
          checked={value?.kind === "clip"}
          label={words.clip}
          onChoose={() => onChange({ kind: "clip" })}
        >
          <Mic className="mr-1.5 size-4 text-muted-foreground" aria-hidden />
        </VoiceRow>
      )}
      {value?.kind === "clip" && children}
      {error && <FieldError>{error}</FieldError>}
    </fieldset>
  );
}

interface VoiceRowProps {
  name: string;
  checked: boolean;
  label: string;
  detail?: string | undefined;
  onChoose: () => void;
  children?: ReactNode;
}

function VoiceRow({ name, checked, label, detail, onChoose, children }: VoiceRowProps) {
  return (
    <div className="flex min-h-9 items-center gap-1 rounded-lg border bg-card pr-1 has-checked:border-primary has-checked:bg-primary-soft pointer-coarse:min-h-11">
      <label className="flex min-w-0 grow cursor-pointer items-center gap-2 self-stretch pl-3">
        <input
          type="radio"
          name={name}
          className="size-4 shrink-0 accent-primary"
          checked={checked}
          onChange={onChoose}
        />
        <span className="min-w-0 truncate">
          {label}
          {detail && <span className="ml-1.5 text-xs text-muted-foreground">{detail}</span>}
        </span>
      </label>
      {children}
    </div>
  );
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
