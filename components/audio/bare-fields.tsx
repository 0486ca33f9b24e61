"use client";

import { useId } from "react";
import { useFormat, useLocale, useText } from "@/components/text-provider";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { BareSamples } from "@/lib/media/schema";
import { usualRates } from "./sound-file";

interface BareFieldsProps {
  value: BareSamples;
  disabled: boolean;
  onChange: (value: BareSamples) => void;
}

/** How samples were taken whose file says nothing of it. */
export function BareFields({ value, disabled, onChange }: BareFieldsProps) {
  const words = useText("recording").bare;
  const format = useFormat();
  const locale = useLocale();
  const id = useId();
  return (
    <div role="group" aria-labelledby={`${id}-label`} className="grid gap-2 rounded-lg bg-secondary p-3">
      <div className="grid gap-0.5">
        <p id={`${id}-label`} className="text-sm font-medium">
          {words.label}
        </p>
        <p className="text-xs text-muted-foreground">{words.hint}</p>
      </div>
      <div className="grid grid-cols-2 gap-2">
        <Field id={`${id}-rate`} label={words.rate}>
          <Select
            id={`${id}-rate`}
            className="w-full [&>select]:w-full"
            disabled={disabled}
            value={value.rate}
            onChange={({ target }) => onChange({ ...value, rate: Number(target.value) })}
          >
            {usualRates.map((rate) => (
              <option key={rate} value={rate}>
                {format(words.hertz, { rate: rate.toLocaleString(locale) })}
              </option>
            ))}
          </Select>
        </Field>
        <Field id={`${id}-channels`} label={words.channels}>
          <Select
            id={`${id}-channels`}
            className="w-full [&>select]:w-full"
            disabled={disabled}
            value={value.channels}
            onChange={({ target }) => onChange({ ...value, channels: target.value === "2" ? 2 : 1 })}
          >
            <option value={1}>{words.mono}</option>
            <option value={2}>{words.stereo}</option>
          </Select>
        </Field>
      </div>
    </div>
  );
}
