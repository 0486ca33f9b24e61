"use client";

import { Ban, CircleAlert, CircleHelp, RotateCcw, Trash2, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { useFormat, useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import type { CreationCall, CreationFailure, CreationOutput } from "@/lib/creations/schema";
import { cn } from "@/lib/ui";
import { useCreationFailure } from "./use-failure";

interface MissingSlotProps {
  call: CreationCall;
  output: CreationOutput | undefined;
  /** an administrator is told what to set, others whom to ask */
  admin: boolean;
  again?: Again | undefined;
}

/** Asking once more, with the same settings, and what that costs. */
export interface Again {
  price: string;
  ask: () => void;
}

/** What stands where there is no result, and why: refused, lost, cancelled, deleted. */
export function MissingSlot({ call, output, admin, again }: MissingSlotProps) {
  const words = useText("creations");
  const explain = useCreationFailure();
  const failure = output?.failure ?? call.failure;
  if (output?.state === "done")
    return (
      <Missing icon={Trash2} title={output.asset ? words.trashedTitle : words.goneTitle}>
        <p>{output.asset ? words.trashed : words.gone}</p>
      </Missing>
    );
  if (call.state === "cancelled")
    return (
      <Missing icon={Ban} title={words.states.cancelled}>
        <p>{words.cancelledText}</p>
      </Missing>
    );
  if (call.state === "unknown")
    return (
      <Missing icon={CircleHelp} tone="warning" title={words.states.unknown} again={again}>
        {failure && <p>{explain(failure, admin).title}</p>}
        <p>{words.unknownText}</p>
        {failure?.traceId && <TraceId id={failure.traceId} />}
      </Missing>
    );
  return failure ? (
    <Failed failure={failure} admin={admin} again={again} />
  ) : (
    <Missing icon={CircleAlert} tone="danger" title={words.states.failed} again={again} />
  );
}

function Failed({ failure, admin, again }: Pick<MissingSlotProps, "admin" | "again"> & { failure: CreationFailure }) {
  const words = useText("creations");
  const { title, cause, next } = useCreationFailure()(failure, admin);
  return (
    <Missing icon={CircleAlert} tone="danger" title={title} again={again}>
      {cause && <p>{cause}</p>}
      <p>{next}</p>
      {failure.refunded && <p>{words.refunded}</p>}
      {failure.traceId && <TraceId id={failure.traceId} />}
    </Missing>
  );
}

function TraceId({ id }: { id: string }) {
  const words = useText("creations");
  const format = useFormat();
  return <p className="font-mono text-[0.6875rem] wrap-anywhere">{format(words.traceId, { id })}</p>;
}

interface MissingProps {
  icon: LucideIcon;
  tone?: "neutral" | "warning" | "danger";
  title: string;
  again?: Again | undefined;
  children?: ReactNode;
}

function Missing({ icon: Icon, tone = "neutral", title, again, children }: MissingProps) {
  const words = useText("creations");
  return (
    <div
      className={cn(
        "grid items-center p-3 text-xs",
        tone === "danger" && "bg-destructive-soft",
        tone === "warning" && "bg-warning-soft",
      )}
    >
      <div className="grid justify-items-start gap-1.5 wrap-anywhere">
        <p className="flex items-start gap-1.5 text-sm font-medium">
          <Icon
            className={cn(
              "mt-0.5 size-4 shrink-0 text-muted-foreground",
              tone === "danger" && "text-destructive",
              tone === "warning" && "text-warning",
            )}
            aria-hidden
          />
          <span>{title}</span>
        </p>
        {children && <div className="grid gap-1 text-foreground/85">{children}</div>}
        {again && (
          <Button size="sm" variant="outline" className="mt-1" onClick={again.ask}>
            <RotateCcw aria-hidden />
            {words.retry}
            <span className="tabular text-muted-foreground">{again.price}</span>
          </Button>
        )}
      </div>
    </div>
  );
}
