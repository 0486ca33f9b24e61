"use client";

import { useId } from "react";
import { useText } from "@/components/text-provider";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Switch } from "@/components/ui/switch";
import { maxPictures, type ImageModel, type ImageSettings } from "@/lib/images/schema";
import { NumberSlider } from "./number-slider";
import { SeedField } from "./seed-field";
import { ShapeField } from "./size-field";

interface SettingFieldsProps {
  model: ImageModel;
  settings: ImageSettings;
  onChange: (change: Partial<ImageSettings>) => void;
}

const counts = Array.from({ length: maxPictures }, (_, index) => String(index + 1));

/** What a picture is made with beside words. Only what the model takes is there. */
export function SettingFields({ model, settings, onChange }: SettingFieldsProps) {
  const words = useText("images");
  const id = useId();
  const safety = model.safety && {
    ...model.safety,
    max: settings.inputAssetIds.length > 0 ? model.safety.maxWithPictures : model.safety.max,
  };
  return (
    <div className="grid gap-5">
      <ShapeField key={model.id} model={model} settings={settings} onChange={onChange} />
      <div className="grid justify-items-start gap-1.5">
        <p className="text-sm font-medium" aria-hidden>
          {words.count.label}
        </p>
        <SegmentedControl
          label={words.count.label}
          name={`${id}-count`}
          value={String(settings.count)}
          options={counts.map((value) => ({ value, label: value }))}
          onChange={(value) => onChange({ count: Number(value) })}
        />
      </div>
      {model.pictures?.strength && settings.inputAssetIds.length > 0 && (
        <NumberSlider
          {...words.strength}
          range={model.pictures.strength}
          value={settings.strength}
          onChange={(strength) => onChange({ strength })}
        />
      )}
      {model.steps && (
        <NumberSlider
          {...words.steps}
          range={model.steps}
          value={settings.steps}
          onChange={(steps) => onChange({ steps })}
        />
      )}
      {model.guidance && (
        <NumberSlider
          {...words.guidance}
          range={model.guidance}
          value={settings.guidance}
          onChange={(guidance) => onChange({ guidance })}
        />
      )}
      <SeedField
        range={model.seed}
        seed={settings.seed}
        count={settings.count}
        onChange={(seed) => onChange({ seed })}
      />
      {model.enhancement && (
        <SwitchField
          {...words.enhancement}
          checked={settings.enhancement ?? false}
          onChange={(enhancement) => onChange({ enhancement })}
        />
      )}
      {model.raw && (
        <SwitchField {...words.raw} checked={settings.raw ?? false} onChange={(raw) => onChange({ raw })} />
      )}
      {model.formats.length > 1 && (
        <div className="grid justify-items-start gap-1.5">
          <p className="text-sm font-medium" aria-hidden>
            {words.format.label}
          </p>
          <SegmentedControl
            label={words.format.label}
            name={`${id}-format`}
            value={settings.format ?? model.formats[0]!}
            options={model.formats.map((value) => ({ value, label: value.toUpperCase() }))}
            onChange={(format) => onChange({ format })}
          />
        </div>
      )}
      {safety && (
        <NumberSlider
          {...words.safety}
          range={safety}
          value={settings.safety === undefined ? undefined : Math.min(settings.safety, safety.max)}
          onChange={(value) => onChange({ safety: value })}
        />
      )}
    </div>
  );
}

interface SwitchFieldProps {
  label: string;
  hint: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

function SwitchField({ label, hint, checked, onChange }: SwitchFieldProps) {
  const id = useId();
  return (
    <div className="flex items-start justify-between gap-4">
      <div className="grid gap-0.5">
        <label htmlFor={id} className="text-sm font-medium">
          {label}
        </label>
        <p id={`${id}-hint`} className="text-xs text-muted-foreground">
          {hint}
        </p>
      </div>
      <Switch
        id={id}
        checked={checked}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onChange(event.target.checked)}
      />
    </div>
  );
}
