import { LoaderCircle } from "lucide-react";
import { cn } from "@/lib/ui";

/** Something is under way. Say in words what, beside it or in `label`. */
export function Spinner({ className, label }: { className?: string; label?: string }) {
  return (
    <LoaderCircle
      className={cn("size-4 animate-spin motion-reduce:animate-none", className)}
      role={label ? "img" : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
    />
  );
}
