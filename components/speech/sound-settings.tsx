"use client";

import { ChevronRight, RotateCcw } from "lucide-react";
import { useId } from "react";
import { useFormat, useText } from "@/components/text-provider";
import { IconButton } from "@/components/ui/button";
import { Field, fieldAttributes } from "@/components/ui/field";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Select } from "@/components/ui/select";
import { Slider } from "@/components/ui/switch";
import { gainRange, speechFormats, speedRange, type SpeechModel } from "@/lib/speech/schema";
import { rateOf, type SpeechDraft } from "./draft";

interface SoundSettingsProps {
  draft: SpeechDraft;
  model: SpeechModel;
  onChange: (change: Partial<SpeechDraft>) => void;
}

/** Speed, loudness, and the file it becomes: only what the format allows. */
export function SoundSettings({ draft, model, onChange }: SoundSettingsProps) {
  const words = useText("speech");
  const format = useFormat();
  const id = useId();
  const rate = rateOf(draft, model);
  const summary = [
    format(words.times, { speed: draft.speed }),
    format(words.decibels, { gain: draft.gain }),
    words.formats[draft.format],
    format(words.hertz, { rate }),
  ].join(" · ");
  return (
    <details className="group rounded-lg border bg-card">
      <summary className="flex min-h-9 list-none items-center gap-2 rounded-lg px-3 text-sm pointer-coarse:min-h-11 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          className="size-4 shrink-0 text-muted-foreground transition-transform group-open:rotate-90 motion-reduce:transition-none"
          aria-hidden
        />
        <span>{words.settings}</span>
        <span className="tabular ml-auto min-w-0 truncate text-xs text-muted-foreground">{summary}</span>
      </summary>
      <div className="grid gap-4 border-t p-3">
        <Scale
          label={words.speed}
          hint={words.speedHint}
          range={speedRange}
          step={0.05}
          value={draft.speed}
          shown={format(words.times, { speed: draft.speed })}
          onChange={(speed) => onChange({ speed })}
        />
        <Scale
          label={words.gain}
          hint={words.gainHint}
          range={gainRange}
          step={0.5}
          value={draft.gain}
          shown={format(words.decibels, { gain: draft.gain })}
          onChange={(gain) => onChange({ gain })}
        />
        <div className="grid justify-items-start gap-1.5">
          <p className="text-sm font-medium" aria-hidden>
            {words.format}
          </p>
          <SegmentedControl
            label={words.format}
            name={`${id}-format`}
            className="max-w-full flex-wrap"
            value={draft.format}
            options={speechFormats.map((value) => ({ value, label: words.formats[value] }))}
            onChange={(chosen) => onChange({ format: chosen, sampleRate: null })}
          />
          <p className="text-xs text-muted-foreground">{words.formatHints[draft.format]}</p>
        </div>
        <Field id={`${id}-rate`} label={words.rate}>
          <Select
            {...fieldAttributes(`${id}-rate`, {})}
            value={String(rate)}
            onChange={({ target }) => onChange({ sampleRate: Number(target.value) })}
          >
            {model.formats[draft.format].map((each) => (
              <option key={each} value={String(each)}>
                {format(words.hertz, { rate: each })}
              </option>
            ))}
          </Select>
        </Field>
      </div>
    </details>
  );
}

interface ScaleProps {
  label: string;
  hint: string;
  range: { min: number; max: number; usual: number };
  step: number;
  value: number;
  shown: string;
  onChange: (value: number) => void;
}

function Scale({ label, hint, range, step, value, shown, onChange }: ScaleProps) {
  const words = useText("speech");
  const id = useId();
  return (
    <div className="grid gap-1">
      <div className="flex min-h-7 items-center gap-2">
        <label htmlFor={id} className="grow text-sm font-medium">
          {label}
        </label>
        {value !== range.usual && (
          <IconButton size="iconSm" label={words.reset} onClick={() => onChange(range.usual)}>
            <RotateCcw aria-hidden />
          </IconButton>
        )}
        <output htmlFor={id} className="tabular text-sm text-muted-foreground">
          {shown}
        </output>
      </div>
      <Slider
        id={id}
        min={range.min}
        max={range.max}
        step={step}
        value={value}
        aria-describedby={`${id}-hint`}
        aria-valuetext={shown}
        onChange={({ target }) => onChange(Number(target.value))}
      />
      <p id={`${id}-hint`} className="text-xs text-muted-foreground">
        {hint}
      </p>
    </div>
  );
}
