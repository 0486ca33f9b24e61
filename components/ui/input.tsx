import type { ComponentProps } from "react";
import { cn } from "@/lib/ui";

/* 16 px on touch screens, or Safari on the phone zooms into the field. */
export const fieldClasses =
  "w-full rounded-lg border border-input bg-card px-3 text-sm pointer-coarse:text-base text-foreground transition-colors hover:border-muted-foreground focus-visible:border-ring focus-visible:outline-1 focus-visible:outline-offset-0 disabled:opacity-60 aria-invalid:border-destructive aria-invalid:focus-visible:outline-destructive";

export function Input({ className, type = "text", ...props }: ComponentProps<"input">) {
  return <input type={type} className={cn(fieldClasses, "h-9 pointer-coarse:h-11", className)} {...props} />;
}

export function Textarea({ className, ...props }: ComponentProps<"textarea">) {
  return <textarea className={cn(fieldClasses, "min-h-20 py-2", className)} {...props} />;
}
