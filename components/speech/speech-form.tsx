"use client";

import { AudioLines } from "lucide-react";
import Link from "next/link";
import { useCallback, useId, useState, type KeyboardEvent } from "react";
import { useText } from "@/components/text-provider";
import { Button, buttonVariants } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { Quota } from "@/lib/metering/schema";
import type { SpeechModel, SpeechSettings } from "@/lib/speech/schema";
import type { Voice } from "@/lib/voices/schema";
import { ClipField } from "./clip-field";
import { modelOf, toSettings, voiceOf, type DraftProblem, type SpeechDraft } from "./draft";
import { InstructionField } from "./instruction-field";
import { SoundSettings } from "./sound-settings";
import { SpeechModelMenu } from "./speech-model-menu";
import { isOverQuota, SpeechPrice } from "./speech-price";
import type { SpokenText } from "./spoken-text";
import { TextField } from "./text-field";
import { useTextFigures } from "./use-spoken-text";
import { VoiceChoice } from "./voice-choice";

interface SpeechFormProps {
  draft: SpeechDraft;
  text: SpokenText;
  models: readonly SpeechModel[];
  voices: readonly Voice[];
  quota: Quota;
  admin: boolean;
  busy: boolean;
  onChange: (change: SpeechDraft | ((before: SpeechDraft) => SpeechDraft)) => void;
  onSpeak: (settings: SpeechSettings) => void;
}

/** What is to be spoken, by whom and how, with the price beside the button. */
export function SpeechForm(props: SpeechFormProps) {
  const { draft, text, models, voices, quota, admin, busy, onChange, onSpeak } = props;
  const words = useText("speech");
  const id = useId();
  const [shown, setShown] = useState<DraftProblem>();
  const [sending, setSending] = useState<ReadonlySet<string>>(new Set());
  const set = (change: Partial<SpeechDraft>) => onChange((before) => ({ ...before, ...change }));
  const model = modelOf(draft, models);
  const voice = model && voiceOf(draft, model);
  const onSending = useCallback(
    (name: string, on: boolean) =>
      setSending((before) => {
        if (before.has(name) === on) return before;
        return new Set(on ? [...before, name] : [...before].filter((each) => each !== name));
      }),
    [],
  );
  const firstSending = useCallback((on: boolean) => onSending("first", on), [onSending]);
  const secondSending = useCallback((on: boolean) => onSending("second", on), [onSending]);

  const speak = () => {
    if (busy || sending.size > 0) return;
    const { settings, problem } = toSettings(draft, model, text.get());
    setShown(problem);
    if (settings) onSpeak(settings);
    else if (problem === "text" || problem === "tooLong" || problem === "marker") text.focus();
    else if (problem === "transcript") document.getElementById(`${id}-clip-transcript`)?.focus();
    else if (problem === "second") document.getElementById(`${id}-second-transcript`)?.focus();
    else document.getElementById(`${id}-voices`)?.querySelector<HTMLElement>("input:checked, input")?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey) || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.currentTarget.closest("form")?.requestSubmit();
  };
  const errorOf = (...problems: DraftProblem[]) =>
    shown && problems.includes(shown) ? words.problems[shown] : undefined;

  return (
    <form
      aria-label={words.form}
      className="flex min-h-0 flex-col lg:h-full"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        speak();
      }}
      onKeyDown={onKeyDown}
    >
      <div className="grid min-h-0 grow grid-cols-[minmax(0,1fr)] content-start gap-4 p-4 lg:overflow-y-auto lg:px-5 lg:pt-5">
        {model ? (
          <SpeechModelMenu models={models} model={model} onChoose={({ id: chosen }) => set({ modelId: chosen })} />
        ) : (
          <NoModel admin={admin} />
        )}
        <TextField
          id={`${id}-text`}
          text={text}
          model={model}
          instruction={draft.instruction}
          error={errorOf("text", "tooLong", "marker")}
        />
        {model?.instructions && (
          <InstructionField
            id={`${id}-instruction`}
            value={draft.instruction}
            onChange={(instruction) => set({ instruction })}
          />
        )}
        {model && (
          <VoiceChoice
            id={id}
            model={model}
            voices={voices}
            value={voice}
            error={errorOf("voice", "clip")}
            onChange={(chosen) => set({ voice: chosen })}
          >
            <ClipField
              id={`${id}-clip`}
              label={model.dialogue ? words.clipPerson : words.clip}
              hint={words.clipHint}
              clip={draft.clip}
              transcriptError={errorOf("transcript")}
              onChange={(change) => onChange((before) => ({ ...before, clip: change(before.clip) }))}
              onSending={firstSending}
            />
            {model.dialogue && (
              <ClipField
                id={`${id}-second`}
                label={words.clipSecond}
                hint={words.clipSecondHint}
                clip={draft.secondClip}
                transcriptError={errorOf("second")}
                onChange={(change) => onChange((before) => ({ ...before, secondClip: change(before.secondClip) }))}
                onSending={secondSending}
              />
            )}
          </VoiceChoice>
        )}
        {model && <SoundSettings draft={draft} model={model} onChange={set} />}
      </div>
      <Foot
        text={text}
        model={model}
        instruction={draft.instruction}
        quota={quota}
        busy={busy}
        sending={sending.size > 0}
      />
    </form>
  );
}

interface FootProps {
  text: SpokenText;
  model: SpeechModel | undefined;
  instruction: string;
  quota: Quota;
  busy: boolean;
  sending: boolean;
}

/** The price and the button: all of the form that follows every key. */
function Foot({ text, model, instruction, quota, busy, sending }: FootProps) {
  const words = useText("speech");
  const { bytes } = useTextFigures(text, model, instruction);
  const over = isOverQuota(model, bytes, quota);
  return (
    <div className="grid gap-2 border-t bg-background px-4 py-3 lg:px-5">
      {(over || sending) && (
        <p role="status" className="text-sm text-warning">
          {over ? words.problems.quota : words.problems.sending}
        </p>
      )}
      <div className="flex flex-wrap items-center justify-end gap-2">
        <SpeechPrice model={model} bytes={bytes} quota={quota} over={over} />
        <Button
          type="submit"
          variant="primary"
          busy={busy}
          disabled={over || sending || !model}
          data-tooltip={words.speakKeys}
        >
          {!busy && <AudioLines aria-hidden />}
          {words.speak}
        </Button>
      </div>
    </div>
  );
}

function NoModel({ admin }: { admin: boolean }) {
  const words = useText("speech");
  return (
    <Notice>
      <p>{words.noModel}</p>
      {admin && (
        <>
          <p>{words.noModelAdmin}</p>
          <Link href="/admin/models" prefetch={false} className={buttonVariants({ variant: "link" })}>
            {words.setPrices}
          </Link>
        </>
      )}
    </Notice>
  );
}
