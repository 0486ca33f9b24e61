"use client";

import { useId, useRef, useState } from "react";
import { useFailureText } from "@/components/failure";
import { useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { Field, FieldError, fieldAttributes } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { Checkbox } from "@/components/ui/switch";
import { newId } from "@/lib/core";
import type { Quota } from "@/lib/metering/schema";
import type { TranscriptionModel } from "@/lib/transcriptions/schema";
import { MAX_VOICE_NAME, type Voice, type VoiceModel } from "@/lib/voices/schema";
import { createVoice } from "./api";
import { emptyDraft, missingIn, withSource, type Missing, type VoiceDraft } from "./draft";
import { SourceField } from "./source-field";
import { TranscriptField } from "./transcript-field";
import { TrimField } from "./trim-field";
import { useSampleCheck } from "./use-sample-check";
import { VoicePrice } from "./voice-price";

interface VoiceFormProps {
  draft: VoiceDraft;
  models: readonly VoiceModel[];
  transcription: TranscriptionModel | undefined;
  quota: Quota;
  admin: boolean;
  onChange: (change: (before: VoiceDraft) => VoiceDraft) => void;
  onCreated: (voice: Voice) => void;
  onSpent: () => void;
}

/** A new voice: where it comes from, which part of it, its words, its name, and the consent. */
export function VoiceForm({
  draft,
  models,
  transcription,
  quota,
  admin,
  onChange,
  onCreated,
  onSpent,
}: VoiceFormProps) {
  const words = useText("voices");
  const failureText = useFailureText();
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const [consent, setConsent] = useState(false);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const { source, fromMs, toMs } = draft;
  const verdict = useSampleCheck(source ? { assetId: source.assetId, fromMs, toMs } : undefined);
  const model = models.find((each) => each.id === draft.modelId) ?? models[0];
  const set = (change: Partial<VoiceDraft>) => onChange((before) => ({ ...before, ...change }));

  if (!model)
    return (
      <EmptyState
        title={words.noModel}
        action={admin && <ButtonLink href="/admin/models">{words.noModelAdmin}</ButtonLink>}
      />
    );

  const missing = tried ? missingIn(draft, consent) : [];
  const errorOf = (field: Missing, text: string) => (missing.includes(field) ? text : undefined);

  const create = async () => {
    setTried(true);
    const [first] = missingIn(draft, consent);
    if (first || !source) {
      const field = form.current?.querySelector<HTMLElement>(`[data-field="${first}"]`);
      return field?.querySelector<HTMLElement>("button, textarea, input:not([type=file])")?.focus();
    }
    if (verdict.state === "problem" || busy) return;
    setBusy(true);
    setFailure(undefined);
    try {
      const voice = await createVoice({
        ...{ requestKey: newId(), modelId: model.id, assetId: source.assetId, fromMs, toMs },
        name: draft.name,
        transcript: draft.transcript,
        consent: true,
        asBase64: draft.asBase64,
        discard: source.recorded,
      });
      onChange((before) => ({ ...emptyDraft, modelId: before.modelId, asBase64: before.asBase64 }));
      setConsent(false);
      setTried(false);
      onCreated(voice);
    } catch (error) {
      setFailure(failureText(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <form
      ref={form}
      aria-label={words.form}
      noValidate
      className="flex min-h-0 flex-col lg:h-full"
      onSubmit={(event) => {
        event.preventDefault();
        void create();
      }}
    >
      <div className="grid min-h-0 grow grid-cols-[minmax(0,1fr)] content-start gap-5 px-4 py-5 lg:overflow-y-auto lg:px-5">
        <p className="text-muted-foreground">{words.formText}</p>
        <div data-field="source">
          <SourceField
            id={`${id}-source`}
            source={source}
            error={errorOf("source", words.source.missing)}
            onSource={(next) => onChange((before) => withSource(before, next))}
          />
        </div>
        {source && <TrimField source={source} part={{ fromMs, toMs }} verdict={verdict} onChange={set} />}
        <div data-field="transcript">
          <TranscriptField
            id={`${id}-transcript`}
            draft={draft}
            error={errorOf("transcript", words.transcript.missing)}
            model={transcription}
            quota={quota}
            onChange={(transcript) => set({ transcript })}
            onSpent={onSpent}
          />
        </div>
        <div data-field="name">
          <Field
            id={`${id}-name`}
            label={words.name.label}
            hint={words.name.hint}
            error={errorOf("name", words.name.missing)}
          >
            <Input
              {...fieldAttributes(`${id}-name`, { hint: true, error: errorOf("name", words.name.missing) })}
              maxLength={MAX_VOICE_NAME}
              autoComplete="off"
              value={draft.name}
              onChange={({ target }) => set({ name: target.value })}
            />
          </Field>
        </div>
        {models.length > 1 && (
          <Field id={`${id}-model`} label={words.model}>
            <Select
              id={`${id}-model`}
              className="w-full"
              value={model.id}
              onChange={({ target }) => set({ modelId: target.value })}
            >
              {models.map((each) => (
                <option key={each.id} value={each.id}>
                  {each.name}
                </option>
              ))}
            </Select>
          </Field>
        )}
        <details>
          <summary className="cursor-pointer text-sm text-muted-foreground hover:text-foreground">{words.more}</summary>
          <CheckLine
            id={`${id}-base64`}
            className="mt-3"
            label={words.base64}
            hint={words.base64Hint}
            checked={draft.asBase64}
            onChange={(asBase64) => set({ asBase64 })}
          />
        </details>
      </div>
      <footer className="grid gap-3 border-t bg-background px-4 py-3 lg:px-5">
        <div data-field="consent">
          <CheckLine
            id={`${id}-consent`}
            label={words.consent}
            hint={words.consentHint}
            error={errorOf("consent", words.consentMissing)}
            checked={consent}
            onChange={setConsent}
          />
        </div>
        {failure && <Notice tone="danger">{failure}</Notice>}
        <div className="flex flex-wrap items-center justify-end gap-2">
          <VoicePrice
            name={model.name}
            currency={model.currency}
            rate="0"
            count={1}
            quantity={words.transcript.price}
            explained={words.price.cloned}
            quota={quota}
          />
          <Button type="submit" variant="primary" busy={busy}>
            {words.create}
          </Button>
        </div>
      </footer>
    </form>
  );
}

interface CheckLineProps {
  id: string;
  label: string;
  hint: string;
  error?: string | undefined;
  checked: boolean;
  className?: string;
  onChange: (checked: boolean) => void;
}

function CheckLine({ id, label, hint, error, checked, className, onChange }: CheckLineProps) {
  return (
    <div className={className}>
      <div className="flex items-start gap-2.5">
        <Checkbox
          {...fieldAttributes(id, { hint, error })}
          className="mt-0.5"
          checked={checked}
          onChange={({ target }) => onChange(target.checked)}
        />
        <div className="grid gap-0.5">
          <label htmlFor={id} className="text-sm">
            {label}
          </label>
          <p id={`${id}-hint`} className="text-xs text-muted-foreground">
            {hint}
          </p>
          {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
        </div>
      </div>
    </div>
  );
}
