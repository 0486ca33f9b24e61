"use client";

import { RotateCcw } from "lucide-react";
import { useId, useState } from "react";
import { useFormat, useText } from "@/components/text-provider";
import { IconButton } from "@/components/ui/button";
import { Field, fieldAttributes } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { Slider, Switch } from "@/components/ui/switch";
import type { ChatParameters } from "@/lib/chat/schema";
import { supportedParameters, type ModelSummary, type NumberRange } from "@/lib/models/schema";

const sliders = ["temperature", "topP", "topK", "minP", "frequencyPenalty"] as const;
const numbers = ["maxTokens", "thinkingBudget"] as const;
type NumberName = (typeof sliders)[number] | (typeof numbers)[number];

interface ParameterFieldsProps {
  model: ModelSummary | undefined;
  parameters: ChatParameters;
  onChange: (change: Partial<ChatParameters>) => void;
}

/** What an answer is made with. Only what the model takes is shown. */
export function ParameterFields({ model, parameters, onChange: set }: ParameterFieldsProps) {
  const words = useText("chat").settings;
  const supported = model ? supportedParameters(model) : {};
  const standards: Partial<Record<NumberName, number>> = { ...model?.defaults };
  const id = useId();
  return (
    <>
      {supported.thinking && (
        <div className="flex items-start justify-between gap-4">
          <div className="grid gap-1">
            <label htmlFor={`${id}-thinking`} className="font-medium">
              {words.thinking.name}
            </label>
            <p className="text-xs text-muted-foreground">{words.thinking.hint}</p>
          </div>
          <Switch
            id={`${id}-thinking`}
            checked={parameters.thinking ?? true}
            onChange={(event) => set({ thinking: event.target.checked })}
          />
        </div>
      )}
      {numbers.map((name) => {
        const range = supported[name];
        if (!range || (name === "thinkingBudget" && parameters.thinking === false)) return null;
        return <NumberField key={name} name={name} range={range} value={parameters[name]} onChange={set} />;
      })}
      {sliders.map((name) => {
        const range = supported[name];
        if (!range) return null;
        return (
          <SliderField
            key={name}
            name={name}
            range={range}
            value={parameters[name]}
            standard={standards[name]}
            onChange={set}
          />
        );
      })}
      {supported.stop && (
        <StopField value={parameters.stop} maxItems={supported.stop.maxItems} onChange={(stop) => set({ stop })} />
      )}
    </>
  );
}

interface NumberFieldProps {
  name: NumberName;
  range: NumberRange;
  value: number | undefined;
  standard?: number | undefined;
  onChange: (change: Partial<ChatParameters>) => void;
}

/** A value on a scale, beside its number; without a choice the model's own standard holds. */
function SliderField({ name, range, value, standard, onChange }: NumberFieldProps) {
  const words = useText("chat").settings;
  const id = useId();
  const shown = value ?? standard ?? middleOf(name, range);
  return (
    <div className="grid gap-1.5">
      <div className="flex min-h-7 items-center gap-2">
        <label htmlFor={id} className="grow font-medium">
          {words[name].name}
        </label>
        <output htmlFor={id} className="tabular text-sm text-muted-foreground">
          {value ?? (standard === undefined ? words.standard : `${words.standard}: ${standard}`)}
        </output>
        {value !== undefined && (
          <IconButton size="iconSm" label={words.reset} onClick={() => onChange({ [name]: undefined })}>
            <RotateCcw aria-hidden />
          </IconButton>
        )}
      </div>
      <Slider
        id={id}
        min={range.min}
        max={range.max}
        step={range.step}
        value={shown}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onChange({ [name]: Number(event.target.value) })}
      />
      <p id={`${id}-hint`} className="text-xs text-muted-foreground">
        {words[name].hint}
      </p>
    </div>
  );
}

/** Where the handle stands while nothing is chosen and the model names no standard. */
function middleOf(name: NumberName, range: NumberRange): number {
  const usual: Partial<Record<NumberName, number>> = { temperature: 0.7, topP: 0.7, topK: 50, frequencyPenalty: 0 };
  return usual[name] ?? range.min;
}

/** A whole number that is typed. What is out of range stays in the field, with words, and is not saved. */
function NumberField({ name, range, value, onChange }: NumberFieldProps) {
  const words = useText("chat").settings;
  const format = useFormat();
  const id = useId();
  const [typed, setTyped] = useState(value === undefined ? "" : String(value));
  const [seen, setSeen] = useState(value);
  if (seen !== value) {
    setSeen(value);
    if (Number(typed || NaN) !== value) setTyped(value === undefined ? "" : String(value));
  }
  const number = Number(typed);
  const isWrong = typed !== "" && !(Number.isInteger(number) && number >= range.min && number <= range.max);
  const error = isWrong ? format(words.range, { min: range.min, max: range.max }) : undefined;
  const { hint } = words[name];
  return (
    <Field id={id} label={words[name].name} hint={hint} error={error}>
      <Input
        {...fieldAttributes(id, { hint, error })}
        inputMode="numeric"
        value={typed}
        placeholder={words.standard}
        onChange={(event) => {
          const next = event.target.value.trim();
          setTyped(next);
          const parsed = Number(next);
          if (next === "") onChange({ [name]: undefined });
          else if (Number.isInteger(parsed) && parsed >= range.min && parsed <= range.max) onChange({ [name]: parsed });
        }}
      />
    </Field>
  );
}

interface StopFieldProps {
  value: readonly string[] | undefined;
  maxItems: number;
  onChange: (stop: string[] | undefined) => void;
}

function StopField({ value, maxItems, onChange }: StopFieldProps) {
  const words = useText("chat").settings;
  const id = useId();
  const [typed, setTyped] = useState((value ?? []).join("\n"));
  const [seen, setSeen] = useState(value);
  if (seen !== value) {
    setSeen(value);
    if (value === undefined && typed.trim()) setTyped("");
  }
  return (
    <Field id={id} label={words.stop.name} hint={words.stop.hint}>
      <Textarea
        {...fieldAttributes(id, { hint: words.stop.hint })}
        rows={2}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          const lines = event.target.value
            .split("\n")
            .filter((line) => line.trim())
            .map((line) => line.slice(0, 200))
            .slice(0, maxItems);
          onChange(lines.length > 0 ? lines : undefined);
        }}
      />
    </Field>
  );
}
