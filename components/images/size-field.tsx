"use client";

import { Ruler } from "lucide-react";
import { useId, useState } from "react";
import { useFormat, useLocale, useText } from "@/components/text-provider";
import { FieldError, Label } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import {
  imageProblems,
  sidesOf,
  type FreeSize,
  type ImageModel,
  type ImageSettings,
  type SizeField as Sizes,
} from "@/lib/images/schema";
import { ShapeChoice } from "./shape-choice";
import { useProblemText } from "./use-problem-text";

interface ShapeFieldProps {
  model: ImageModel;
  settings: ImageSettings;
  onChange: (change: Partial<ImageSettings>) => void;
}

/** The size of what is made, or only its shape, as the model has it. */
export function ShapeField({ model, settings, onChange }: ShapeFieldProps) {
  const words = useText("images");
  if (model.size) return <SizeField sizes={model.size} model={model} settings={settings} onChange={onChange} />;
  if (model.aspects.length > 0) return <AspectField model={model} settings={settings} onChange={onChange} />;
  return (
    <p className="text-xs text-muted-foreground">
      {model.pictures && model.pictures.min > 0 ? words.size.byPicture : words.size.byModel}
    </p>
  );
}

function SizeField({ sizes, model, settings, onChange }: ShapeFieldProps & { sizes: Sizes }) {
  const words = useText("images").size;
  const format = useFormat();
  const id = useId();
  const size = settings.size ?? sizes.default;
  const isPreset = sizes.presets.some(({ value }) => value === size);
  const [own, setOwn] = useState(!isPreset);
  const free = sizes.free;
  const repeated = (aspect: string) => sizes.presets.filter((each) => each.aspect === aspect).length > 1;
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 text-sm font-medium">{words.label}</legend>
      <div className="flex flex-wrap gap-1.5">
        {sizes.presets.map((preset) => (
          <ShapeChoice
            key={preset.value}
            name={id}
            value={preset.value}
            sides={preset}
            checked={preset.value === size && !(own && free)}
            label={repeated(preset.aspect) ? `${preset.width}×${preset.height}` : preset.aspect}
            title={format(words.pixels, { width: String(preset.width), height: String(preset.height) })}
            onChoose={() => {
              setOwn(false);
              onChange({ size: preset.value });
            }}
          />
        ))}
        {free && (
          <ShapeChoice name={id} value="own" checked={own || !isPreset} label={words.own} onChoose={() => setOwn(true)}>
            <Ruler className="size-5" aria-hidden />
          </ShapeChoice>
        )}
      </div>
      {free && (own || !isPreset) ? (
        <OwnSize
          free={free}
          model={model}
          settings={settings}
          size={size}
          onChange={(next) => onChange({ size: next })}
        />
      ) : (
        <p className="tabular text-xs text-muted-foreground">{size.replace("x", " × ")}</p>
      )}
    </fieldset>
  );
}

interface OwnSizeProps {
  free: FreeSize;
  model: ImageModel;
  settings: ImageSettings;
  size: string;
  onChange: (size: string) => void;
}

/** Two sides of one's own; what the model would refuse is said under them. */
function OwnSize({ free, model, settings, size, onChange }: OwnSizeProps) {
  const words = useText("images").size;
  const format = useFormat();
  const locale = useLocale();
  const problemText = useProblemText();
  const id = useId();
  const sides = sidesOf(size);
  const [typed, setTyped] = useState({ width: String(sides?.width ?? ""), height: String(sides?.height ?? "") });
  const change = (next: typeof typed) => {
    setTyped(next);
    if (sidesOf(`${next.width}x${next.height}`)) onChange(`${next.width}x${next.height}`);
  };
  const unusable = !sidesOf(`${typed.width}x${typed.height}`);
  const problem = imageProblems(model, settings).find(({ field }) => field === "size");
  const limits = {
    ...{ min: String(free.min), max: String(free.max), multiple: free.multiple },
    total: new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format((free.maxPixels ?? 0) / 1_000_000),
  };
  return (
    <div className="grid gap-1.5">
      <div className="flex items-center gap-2">
        {(["width", "height"] as const).map((side, index) => (
          <span key={side} className="contents">
            {index > 0 && <span aria-hidden>×</span>}
            <Label htmlFor={`${id}-${side}`} className="sr-only">
              {words[side]}
            </Label>
            <Input
              id={`${id}-${side}`}
              inputMode="numeric"
              className="tabular w-24"
              value={typed[side]}
              aria-invalid={unusable || problem !== undefined || undefined}
              aria-describedby={`${id}-limits`}
              onChange={(event) => change({ ...typed, [side]: event.target.value.replace(/\D/g, "").slice(0, 5) })}
              onBlur={() => sides && unusable && setTyped({ width: String(sides.width), height: String(sides.height) })}
            />
          </span>
        ))}
      </div>
      {problem && <FieldError>{problemText(problem)}</FieldError>}
      <p id={`${id}-limits`} className="tabular text-xs text-muted-foreground">
        {format(free.maxPixels === null ? words.limits : words.limitsTotal, limits)}
      </p>
    </div>
  );
}

function AspectField({ model, settings, onChange }: ShapeFieldProps) {
  const words = useText("images").size;
  const id = useId();
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium">{words.shape}</legend>
      <div className="flex flex-wrap gap-1.5">
        {model.aspects.map((aspect) => {
          const [width = 1, height = 1] = aspect.split(":").map(Number);
          return (
            <ShapeChoice
              key={aspect}
              name={id}
              value={aspect}
              sides={{ width, height }}
              checked={settings.aspect === aspect}
              label={aspect}
              onChoose={() => onChange({ aspect })}
            />
          );
        })}
      </div>
    </fieldset>
  );
}
