import type { ReactNode } from "react";
import { cn } from "@/lib/ui";

export interface SegmentedControlProps<Value extends string> {
  /** accessible name of the whole, and the inputs' name: unique on the page */
  label: string;
  name: string;
  value: Value;
  options: readonly { value: Value; label: ReactNode }[];
  onChange: (value: Value) => void;
  disabled?: boolean;
  className?: string;
}

/** One of a few, all in view: native radio buttons, so the arrow keys work. */
export function SegmentedControl<Value extends string>(props: SegmentedControlProps<Value>) {
  const { label, name, value, options, onChange, disabled, className } = props;
  return (
    <fieldset className={cn("inline-flex rounded-lg bg-secondary p-0.5", className)} disabled={disabled}>
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className="inline-flex h-7 items-center gap-1.5 rounded-md px-3 text-muted-foreground transition-colors has-checked:bg-card has-checked:text-foreground has-checked:shadow-sm has-focus-visible:outline-2 has-focus-visible:outline-ring hover:text-foreground pointer-coarse:h-10 dark:has-checked:bg-background [&_svg]:size-4"
        >
          <input
            type="radio"
            className="sr-only"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
