"use client";

import { useRef, useState } from "react";
import { useFailureText } from "@/components/failure";
import { useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { Field, FieldError, fieldAttributes } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { newId } from "@/lib/core";
import type { Quota } from "@/lib/metering/schema";
import type { TranscriptionModel } from "@/lib/transcriptions/schema";
import { isLost } from "@/lib/ui";
import { MAX_TRANSCRIPT } from "@/lib/voices/schema";
import { transcribeSample } from "./api";
import type { VoiceDraft } from "./draft";
import { isOver, VoicePrice } from "./voice-price";

interface TranscriptFieldProps {
  id: string;
  draft: VoiceDraft;
  error: string | undefined;
  /** undefined: nothing here writes down */
  model: TranscriptionModel | undefined;
  quota: Quota;
  onChange: (transcript: string) => void;
  /** money was spent */
  onSpent: () => void;
}

/** The words of the sample: typed, or written down by a model at its price. */
export function TranscriptField({ id, draft, error, model, quota, onChange, onSpent }: TranscriptFieldProps) {
  const words = useText("voices");
  const failureText = useFailureText();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const { source, fromMs, toMs, transcript } = draft;
  // One click is one request, whatever the line loses of it. What was answered, if only by a failure, is asked anew.
  const asked = useRef<{ wish: string; key: string }>(undefined);

  const write = async () => {
    if (!source || !model || busy) return;
    setBusy(true);
    setProblem(undefined);
    const part = { assetId: source.assetId, fromMs, toMs, modelId: model.id };
    const wish = JSON.stringify(part);
    if (asked.current?.wish !== wish) asked.current = { wish, key: newId() };
    try {
      const { text } = await transcribeSample({ requestKey: asked.current.key, ...part });
      asked.current = undefined;
      if (text) onChange(text.slice(0, MAX_TRANSCRIPT));
      else setProblem(words.transcript.nothing);
    } catch (failure) {
      if (!isLost(failure)) asked.current = undefined;
      setProblem(failureText(failure));
    } finally {
      setBusy(false);
      onSpent();
    }
  };

  return (
    <div className="grid gap-2">
      <Field id={id} label={words.transcript.label} hint={words.transcript.hint} error={error}>
        <Textarea
          {...fieldAttributes(id, { hint: true, error })}
          rows={3}
          className="field-sizing-content max-h-48"
          maxLength={MAX_TRANSCRIPT}
          value={transcript}
          onChange={({ target }) => onChange(target.value)}
        />
      </Field>
      {problem && <FieldError>{problem}</FieldError>}
      <div className="flex flex-wrap items-center justify-end gap-1">
        {source?.recorded && transcript === "" && (
          <Button variant="link" size="sm" className="mr-auto" onClick={() => onChange(words.source.reading)}>
            {words.transcript.use}
          </Button>
        )}
        {model && (
          <>
            <VoicePrice
              name={model.name}
              currency={model.currency}
              rate={model.rateNanos}
              count={1}
              quantity={words.transcript.price}
              explained={words.price.written}
              origin={model.priceOrigin}
              quota={quota}
            />
            <Button
              variant="outline"
              busy={busy}
              disabled={!source || isOver(quota, BigInt(model.rateNanos))}
              onClick={() => void write()}
            >
              {words.transcript.write}
            </Button>
          </>
        )}
      </div>
    </div>
  );
}
