import { CircleAlert, Info } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/lib/ui";

/** Something to know before going on, in the flow of the page. A failure is announced when it appears. */
export function Notice({ tone = "neutral", children }: { tone?: "neutral" | "danger"; children: ReactNode }) {
  const Icon = tone === "danger" ? CircleAlert : Info;
  return (
    <div
      role={tone === "danger" ? "alert" : undefined}
      className={cn(
        "flex items-start gap-2.5 rounded-lg px-3 py-2.5",
        tone === "danger" ? "bg-destructive-soft text-destructive" : "bg-secondary",
      )}
    >
      <Icon className="mt-0.5 size-4 shrink-0" aria-hidden />
      <div className="min-w-0 wrap-anywhere">{children}</div>
    </div>
  );
}
