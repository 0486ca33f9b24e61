"use client";

import { Ban, Clock, Hourglass } from "lucide-react";
import { shortDuration, wholeSeconds } from "@/components/chat/quantities";
import { useFormat, useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import type { Creation, CreationCall, CreationFailure } from "@/lib/creations/schema";
import { accountReasons } from "@/lib/siliconflow/schema";
import { runningSince, showsUsual, stateName } from "./call-state";
import { useElapsed } from "./use-elapsed";
import { useCreationFailure } from "./use-failure";

interface PendingSlotProps {
  creation: Creation;
  call: CreationCall;
  /** an administrator is told what to set, others whom to ask */
  admin: boolean;
  /** offered while nothing has been sent */
  onCancel: () => void;
}

/** What stands where a result will be: how far it is, since when, and how long it usually takes. */
export function PendingSlot({ creation, call, admin, onCancel }: PendingSlotProps) {
  const words = useText("creations");
  const format = useFormat();
  const elapsedMs = useElapsed(runningSince(call));
  const waiting = call.state === "waiting";
  const name = words.states[stateName(call, creation.kind)];
  const place =
    call.place === null
      ? undefined
      : call.place === 1
        ? words.place.next
        : format(words.place.other, { place: call.place });
  const text =
    call.state === "submitted" ? words.submittedText : call.state === "saving" ? words.savingText : undefined;
  return (
    <div className="flex flex-col items-center justify-center gap-1.5 p-3 text-center">
      {waiting ? (
        <Hourglass className="size-4 shrink-0 text-muted-foreground" aria-hidden />
      ) : (
        <Spinner className="shrink-0 text-primary-text" />
      )}
      <p className="text-sm font-medium">{name}</p>
      {call.waitsFor && <WaitsFor failure={call.waitsFor} admin={admin} />}
      {waiting && place && <p className="tabular text-xs text-muted-foreground">{place}</p>}
      {text && <p className="text-xs text-muted-foreground max-sm:sr-only">{text}</p>}
      <p className="tabular flex min-h-4 flex-wrap items-center justify-center gap-x-1 text-xs text-muted-foreground">
        {elapsedMs !== undefined && (
          <>
            <Clock className="size-3" aria-hidden />
            <span>{format(words.elapsed, { time: wholeSeconds(elapsedMs) })}</span>
            {showsUsual(call, creation.usualMs, elapsedMs) && (
              <span>· {format(words.usual, { time: shortDuration(creation.usualMs!) })}</span>
            )}
          </>
        )}
      </p>
      {waiting && (
        <Button size="sm" variant="outline" className="mt-1" data-tooltip={words.cancelHint} onClick={onCancel}>
          <Ban aria-hidden />
          {words.cancel}
        </Button>
      )}
    </div>
  );
}

/** Why it has not begun, and who can do something about it; it goes on by itself as soon as it can. */
function WaitsFor({ failure, admin }: { failure: CreationFailure; admin: boolean }) {
  const words = useText("creations");
  const { title, next } = useCreationFailure()(failure, admin);
  return (
    <div className="grid gap-0.5 text-xs" data-waits-for={failure.reason ?? failure.code}>
      <p className="text-warning">{title}</p>
      {accountReasons.has(failure.reason ?? "") && <p className="text-muted-foreground">{next}</p>}
      <p className="text-muted-foreground">{words.goesOn}</p>
    </div>
  );
}
