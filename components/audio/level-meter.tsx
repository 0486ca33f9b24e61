import { cn } from "@/lib/ui";

/** Louder than this will soon be too loud. */
const LOUD = 0.97;

/** How loud it is at the moment. Drawn only: the words beside it say whether anything is heard. */
export function LevelMeter({ level, className }: { level: number; className?: string }) {
  return (
    <div className={cn("h-2 overflow-hidden rounded-full bg-secondary", className)} aria-hidden>
      <div
        className={cn("h-full origin-left rounded-full", level > LOUD ? "bg-destructive" : "bg-primary")}
        style={{ transform: `scaleX(${level})` }}
      />
    </div>
  );
}
