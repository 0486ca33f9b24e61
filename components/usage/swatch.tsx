import { cn } from "@/lib/ui";

/* Written out, so that Tailwind finds them. */
const backgrounds = ["", "bg-chart-1", "bg-chart-2", "bg-chart-3", "bg-chart-4", "bg-chart-5", "bg-chart-6"];

/** The colour of a model in the chart, beside its name. */
export function Swatch({ colour }: { colour: number }) {
  return <span aria-hidden className={cn("inline-block size-2.5 shrink-0 rounded-xs", backgrounds[colour])} />;
}
