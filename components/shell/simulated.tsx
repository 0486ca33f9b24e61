import { FlaskConical } from "lucide-react";
import type { Messages } from "@/lib/i18n/schema";

/** Says on every page that no real model answers. */
export function SimulatedStrip({ common }: { common: Messages["common"] }) {
  return (
    <aside
      aria-label={common.simulated}
      className="flex h-6 shrink-0 items-center justify-center gap-1.5 border-b bg-muted px-3 text-xs text-muted-foreground"
    >
      <FlaskConical className="size-3.5 shrink-0 text-warning" aria-hidden />
      <span className="font-medium whitespace-nowrap text-warning">{common.simulated}</span>
      <span className="truncate max-md:sr-only">{common.simulatedHint}</span>
    </aside>
  );
}
