"use client";

import type { ReactNode } from "react";
import { cn } from "@/lib/ui";

interface ShapeChoiceProps {
  name: string;
  value: string;
  checked: boolean;
  /** proportions, drawn small; undefined: `children` stand for it */
  sides?: { width: number; height: number };
  label: string;
  title?: string;
  onChoose: () => void;
  children?: ReactNode;
}

const box = 18;

/** One of the shapes a picture can have, drawn as what it is. */
export function ShapeChoice({ name, value, checked, sides, label, title, onChoose, children }: ShapeChoiceProps) {
  const scale = sides ? box / Math.max(sides.width, sides.height) : 0;
  const width = (sides?.width ?? 0) * scale;
  const height = (sides?.height ?? 0) * scale;
  return (
    <label
      data-tooltip={title}
      className={cn(
        "grid min-w-12 cursor-pointer justify-items-center gap-1 rounded-md border border-border px-2 py-1.5 text-xs text-muted-foreground transition-colors hover:bg-accent hover:text-foreground",
        "has-checked:border-primary has-checked:bg-primary-soft has-checked:text-primary-text has-focus-visible:outline-2 has-focus-visible:outline-ring pointer-coarse:min-h-12 pointer-coarse:min-w-14",
      )}
    >
      <input
        type="radio"
        className="sr-only"
        name={name}
        value={value}
        checked={checked}
        aria-label={title && !label.includes("×") ? `${label}, ${title}` : (title ?? label)}
        onChange={onChoose}
      />
      {children ?? (
        <svg viewBox={`-1 -1 ${box + 2} ${box + 2}`} className="size-5" aria-hidden>
          <rect
            x={(box - width) / 2}
            y={(box - height) / 2}
            width={width}
            height={height}
            rx="1.5"
            className="fill-current/15 stroke-current"
            strokeWidth="1.25"
          />
        </svg>
      )}
      <span className="tabular" aria-hidden>
        {label}
      </span>
    </label>
  );
}
