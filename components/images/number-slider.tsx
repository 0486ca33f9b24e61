"use client";

import { RotateCcw } from "lucide-react";
import { useId } from "react";
import { useText } from "@/components/text-provider";
import { IconButton } from "@/components/ui/button";
import { Slider } from "@/components/ui/switch";
import { usualValue, type NumberField } from "@/lib/images/schema";

interface NumberSliderProps {
  label: string;
  hint: string;
  range: NumberField;
  value: number | undefined;
  onChange: (value: number | undefined) => void;
}

/** A number on a scale, with what the model takes of itself. */
export function NumberSlider({ label, hint, range, value, onChange }: NumberSliderProps) {
  const words = useText("images");
  const id = useId();
  const usual = usualValue(range);
  const shown = value ?? usual ?? range.min;
  return (
    <div className="grid gap-1">
      <div className="flex min-h-7 items-center gap-2">
        <label htmlFor={id} className="grow text-sm font-medium">
          {label}
        </label>
        {value !== undefined && value !== usual && (
          <IconButton size="iconSm" label={words.reset} onClick={() => onChange(usual)}>
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
        step={range.step}
        value={shown}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onChange(Number(event.target.value))}
      />
      <p id={`${id}-hint`} className="text-xs text-muted-foreground">
        {hint}
      </p>
    </div>
  );
}
