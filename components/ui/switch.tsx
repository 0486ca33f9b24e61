import type { ComponentProps } from "react";
import { cn } from "@/lib/ui";

/** On or off at once, without a save button. Give it an `aria-label` or a label with `htmlFor`. */
export function Switch({ className, ...props }: Omit<ComponentProps<"input">, "type" | "role">) {
  return (
    <input
      type="checkbox"
      role="switch"
      className={cn(
        "touch relative h-5 w-9 shrink-0 cursor-pointer appearance-none rounded-full bg-input transition-colors before:absolute before:top-0.5 before:left-0.5 before:size-4 before:rounded-full before:bg-white before:shadow-sm before:transition-transform checked:bg-primary checked:before:translate-x-4 disabled:opacity-50 dark:before:bg-background",
        className,
      )}
      {...props}
    />
  );
}

export function Checkbox({ className, ...props }: Omit<ComponentProps<"input">, "type">) {
  return (
    <input
      type="checkbox"
      className={cn("touch size-4 shrink-0 cursor-pointer rounded-sm accent-primary", className)}
      {...props}
    />
  );
}

/** A value on a scale. The number itself belongs beside it. */
export function Slider({ className, ...props }: Omit<ComponentProps<"input">, "type">) {
  return <input type="range" className={cn("h-5 w-full cursor-pointer accent-primary", className)} {...props} />;
}
