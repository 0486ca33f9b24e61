"use client";

import { Captions } from "lucide-react";
import { useId, useState } from "react";
import { useFormat, useLocale, useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { Field, Label } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { formatMoney } from "@/lib/core";
import type { Quota } from "@/lib/metering/schema";
import { longestMs, mostCalls, type TranscriptionModel } from "@/lib/transcriptions/schema";
import { SourceField } from "./source-field";
import { isOver, TranscribePrice } from "./transcribe-price";
import { useSource, type Source } from "./use-source";

export interface TranscribeSettings {
  source: Source;
  modelId: string;
  timed: boolean;
}

interface TranscribeFormProps {
  /** at least one */
  models: readonly TranscriptionModel[];
  quota: Quota;
  busy: boolean;
  /** @returns whether it was taken in */
  onStart: (settings: TranscribeSettings) => Promise<boolean>;
}

/** What is to be written down, by which model, with times or without, and the price beside the button. */
export function TranscribeForm({ models, quota, busy, onStart }: TranscribeFormProps) {
  const words = useText("transcribe");
  const format = useFormat();
  const locale = useLocale();
  const id = useId();
  const state = useSource();
  const { source } = state;
  const [modelId, setModelId] = useState(models[0]!.id);
  const [timed, setTimed] = useState(false);
  const [tried, setTried] = useState(false);
  const model = models.find((each) => each.id === modelId) ?? models[0]!;
  const durationMs = source?.durationMs ?? null;
  const limitMs = timed ? longestMs.timed : longestMs.plain;
  const calls = durationMs === null ? undefined : mostCalls(durationMs, timed);
  const tooLong = durationMs !== null && durationMs > limitMs;
  const over = isOver(model, calls, quota);
  const obstacle = tooLong
    ? format(timed ? words.problems.tooLongTimed : words.problems.tooLong, { hours: limitMs / 3_600_000 })
    : over
      ? words.problems.over
      : undefined;

  const start = async () => {
    setTried(true);
    if (busy || obstacle || state.sending) return;
    if (!source) {
      document.getElementById(`${id}-source`)?.querySelector<HTMLElement>("button")?.focus();
      return;
    }
    if (!(await onStart({ source, modelId: model.id, timed }))) return;
    state.clear();
    setTried(false);
  };
  return (
    <form
      aria-label={words.form}
      className="flex min-h-0 flex-col lg:h-full"
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      <div className="grid min-h-0 grow grid-cols-[minmax(0,1fr)] content-start gap-4 p-4 lg:overflow-y-auto lg:px-5 lg:pt-5">
        <SourceField
          id={`${id}-source`}
          state={state}
          error={tried && !source && !state.sending ? words.problems.source : undefined}
          disabled={busy}
        />
        <Field id={`${id}-model`} label={words.model}>
          <Select
            id={`${id}-model`}
            className="w-full [&>select]:w-full"
            value={model.id}
            onChange={({ target }) => setModelId(target.value)}
          >
            {models.map(({ id: each, name, rateNanos, currency }) => (
              <option key={each} value={each}>
                {format(words.modelPrice, {
                  name,
                  price:
                    rateNanos === "0"
                      ? words.price.free
                      : format(words.price.each, { amount: formatMoney(rateNanos, currency, locale) }),
                })}
              </option>
            ))}
          </Select>
        </Field>
        <div className="flex items-start gap-3">
          <div className="grid min-w-0 grow gap-0.5">
            <Label htmlFor={`${id}-timed`}>{words.timed}</Label>
            <p id={`${id}-timed-hint`} className="text-xs text-muted-foreground">
              {words.timedHint}
            </p>
          </div>
          <Switch
            id={`${id}-timed`}
            aria-describedby={`${id}-timed-hint`}
            checked={timed}
            onChange={({ target }) => setTimed(target.checked)}
          />
        </div>
      </div>
      <div className="grid gap-2 border-t bg-background px-4 py-3 lg:px-5">
        {obstacle && (
          <p role="status" className="text-sm text-warning">
            {obstacle}
          </p>
        )}
        <div className="flex flex-wrap items-center justify-end gap-2">
          <TranscribePrice model={model} calls={calls} quota={quota} />
          <Button type="submit" variant="primary" busy={busy} disabled={obstacle !== undefined}>
            {!busy && <Captions aria-hidden />}
            {words.start}
          </Button>
        </div>
      </div>
    </form>
  );
}
