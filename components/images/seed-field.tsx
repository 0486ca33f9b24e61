"use client";

import { Dices } from "lucide-react";
import { useId, useState } from "react";
import { useFormat, useText } from "@/components/text-provider";
import { IconButton } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SegmentedControl } from "@/components/ui/segmented-control";
import type { ImageModel } from "@/lib/images/schema";

interface SeedFieldProps {
  range: ImageModel["seed"];
  /** null: left to chance */
  seed: number | null;
  count: number;
  onChange: (seed: number | null) => void;
}

/** Left to chance, or a number to repeat a picture by. */
export function SeedField({ range, seed, count, onChange }: SeedFieldProps) {
  const words = useText("images").seed;
  const format = useFormat();
  const id = useId();
  const [typed, setTyped] = useState(String(seed ?? ""));
  const [seen, setSeen] = useState(seed);
  if (seen !== seed) {
    setSeen(seed);
    if (Number(typed) !== seed) setTyped(String(seed ?? ""));
  }
  const number = Number(typed);
  const wrong = typed === "" || number < range.min || number > range.max;
  return (
    <div className="grid gap-1.5">
      <p className="text-sm font-medium" aria-hidden>
        {words.label}
      </p>
      <div className="flex flex-wrap items-center gap-2">
        <SegmentedControl
          label={words.label}
          name={id}
          value={seed === null ? "random" : "fixed"}
          options={[
            { value: "random", label: words.random },
            { value: "fixed", label: words.fixed },
          ]}
          onChange={(value) => onChange(value === "random" ? null : drawSeed(range))}
        />
        {seed !== null && (
          <span className="flex min-w-0 grow items-center gap-1">
            <Input
              inputMode="numeric"
              aria-label={words.value}
              aria-invalid={wrong || undefined}
              className="tabular min-w-0 font-mono"
              value={typed}
              onChange={(event) => {
                const next = event.target.value.replace(/\D/g, "").slice(0, 10);
                setTyped(next);
                const parsed = Number(next);
                if (next !== "" && parsed >= range.min && parsed <= range.max) onChange(parsed);
              }}
              onBlur={() => wrong && setTyped(String(seed))}
            />
            <IconButton label={words.roll} onClick={() => onChange(drawSeed(range))}>
              <Dices aria-hidden />
            </IconButton>
          </span>
        )}
      </div>
      {seed !== null && wrong && (
        <FieldError>{format(words.range, { min: String(range.min), max: String(range.max) })}</FieldError>
      )}
      <p className="text-xs text-muted-foreground">
        {seed === null ? words.randomHint : words.hint} {seed !== null && count > 1 && words.following}
      </p>
    </div>
  );
}

/** Ten digits do not fit into the 32 bits that the browser draws at a time. */
export function drawSeed({ min, max }: ImageModel["seed"], random: () => number = Math.random): number {
  return min + Math.floor(random() * (max - min + 1));
}
