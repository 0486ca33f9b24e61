"use client";

import { Ban, EllipsisVertical, EyeOff } from "lucide-react";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { shortModelName } from "@/components/chat/quantities";
import { useFormat, useText } from "@/components/text-provider";
import { Button, IconButton } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { DropdownMenu, DropdownMenuItem } from "@/components/ui/dropdown-menu";
import { Money } from "@/components/ui/money";
import { RelativeTime } from "@/components/ui/relative-time";
import { isOver, type Creation, type CreationCall } from "@/lib/creations/schema";
import { cn } from "@/lib/ui";
import { costOf, slotsOf, waitingCalls, type Slot } from "./call-state";
import { ShapedFrame, type Shape } from "./frame";
import { MissingSlot, type Again } from "./missing-slot";
import { PendingSlot } from "./pending-slot";
import { ResultReceipt } from "./result-receipt";
import { ResultSlot } from "./result-slot";
import type { Result } from "./result";

export interface CreationCardProps {
  creation: Creation;
  admin: boolean;
  /** the one that the address names */
  marked?: boolean;
  /** proportions of what is to come, so that nothing moves when it is there */
  shape: Shape | undefined;
  /** how many results a call was asked for, where that is more than one */
  expectedPerCall?: (call: CreationCall) => number;
  /** wider places for what is wide by nature */
  wide?: boolean;
  /** what can be done with one result; stands beside its receipt */
  actions: (result: Result) => ReactNode;
  onOpen: (result: Result) => void;
  onCancel: (callId?: string) => void;
  onHide: () => void;
  /** asks once more for what a call did not bring, with the same settings */
  again?: (call: CreationCall) => Again;
  onAgainWithOther?: (call: CreationCall) => void;
  pictureFields?: readonly string[] | undefined;
  /** further items of the card's own menu */
  menu?: ReactNode;
}

/** One click in a studio and what has come of it, in whichever state it is. */
export function CreationCard(props: CreationCardProps) {
  const { creation, marked = false, expectedPerCall, shape, wide = false, onCancel } = props;
  const words = useText("creations");
  const slots = slotsOf(creation, expectedPerCall);
  const waiting = waitingCalls(creation).length;
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    if (marked) card.current?.scrollIntoView({ block: "nearest" });
  }, [marked]);
  return (
    <article
      ref={card}
      id={`creation-${creation.id}`}
      tabIndex={-1}
      aria-label={creation.prompt.slice(0, 120) || words.noPrompt}
      aria-busy={creation.calls.some(({ state }) => !isOver(state))}
      className={cn(
        "grid gap-3 border-t pt-4 pb-6 first-of-type:border-t-0 first-of-type:pt-0",
        marked && "scroll-mt-4",
      )}
    >
      <CardHeader {...props} waiting={waiting} />
      <Progress slots={slots} />
      <ul
        className={cn(
          "grid gap-3",
          wide || (shape && shape.width > shape.height * 1.3)
            ? "grid-cols-[repeat(auto-fill,minmax(min(100%,18rem),1fr))]"
            : "grid-cols-2 sm:grid-cols-[repeat(auto-fill,minmax(13rem,1fr))]",
        )}
      >
        {slots.map((slot) => (
          <SlotCell key={slot.key} slot={slot} count={slots.length} {...props} />
        ))}
      </ul>
      {waiting > 1 && (
        <div className="flex flex-wrap items-center gap-2 text-xs text-muted-foreground">
          <Button size="sm" variant="outline" onClick={() => onCancel()}>
            <Ban aria-hidden />
            {words.cancelAll}
          </Button>
          {words.cancelHint}
        </div>
      )}
    </article>
  );
}

/** Said to those who do not see results arrive. */
function Progress({ slots }: { slots: readonly Slot[] }) {
  const words = useText("creations");
  const format = useFormat();
  const done = slots.filter(({ output }) => output?.asset).length;
  const pending = slots.filter(({ call, output }) => (output ? output.state === "saving" : !isOver(call.state))).length;
  const [followed] = useState(pending > 0);
  if (!followed) return null;
  const missing = slots.length - done - pending;
  return (
    <p role="status" className="sr-only">
      {format(words.progress, { done, count: slots.length })}{" "}
      {missing > 0 && format(words.progressMissing, { missing })}
    </p>
  );
}

function CardHeader({ creation, waiting, onHide, menu, marked }: CreationCardProps & { waiting: number }) {
  const words = useText("creations");
  const [whole, setWhole] = useState(false);
  const cost = costOf(creation);
  return (
    <header className="flex items-start gap-2">
      <div className="min-w-0 grow">
        <h3 className="text-sm font-normal wrap-anywhere">
          {/* Long prompts are folded, and opened by a press. */}
          <button
            type="button"
            aria-expanded={whole}
            className={cn("block w-full rounded-sm text-left whitespace-pre-wrap", !whole && "line-clamp-2")}
            onClick={() => setWhole(!whole)}
          >
            {creation.prompt || words.noPrompt}
          </button>
        </h3>
        <p className="tabular mt-0.5 flex flex-wrap gap-x-2 text-xs text-muted-foreground">
          <span className={cn(marked && "font-medium text-primary-text")}>
            {creation.modelName || shortModelName(creation.modelId)}
          </span>
          {cost && <Money nanos={cost.nanos.toString()} currency={cost.currency} />}
          <RelativeTime value={creation.createdAt} />
        </p>
      </div>
      {creation.prompt && <CopyButton size="iconSm" label={words.copyPrompt} text={creation.prompt} />}
      <DropdownMenu
        label={words.actions}
        align="end"
        trigger={
          <IconButton size="iconSm" label={words.actions}>
            <EllipsisVertical aria-hidden />
          </IconButton>
        }
      >
        {menu}
        <DropdownMenuItem icon={<EyeOff aria-hidden />} disabled={waiting > 0} onSelect={onHide}>
          {words.hide}
        </DropdownMenuItem>
      </DropdownMenu>
    </header>
  );
}

function SlotCell(props: CreationCardProps & { slot: Slot; count: number }) {
  const { creation, slot, count, shape, admin, actions, onOpen, onCancel, again, onAgainWithOther } = props;
  const words = useText("creations");
  const format = useFormat();
  const { call, output, index } = slot;
  const asset = output?.asset && !output.asset.trashedAt ? output.asset : undefined;
  const result: Result | undefined = asset && output && { creation, call, output, asset, index };
  const pending = output ? output.state === "saving" : !isOver(call.state);
  const own = asset?.width && asset.height ? { width: asset.width, height: asset.height } : undefined;
  return (
    <li
      className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-1"
      aria-label={format(words.of, { kind: words.kinds[creation.kind], index: index + 1, count })}
    >
      <ShapedFrame shape={shape ?? own} grows={!result}>
        {result ? (
          <ResultSlot result={result} count={count} onOpen={() => onOpen(result)} />
        ) : pending ? (
          <PendingSlot creation={creation} call={call} admin={admin} onCancel={() => onCancel(call.id)} />
        ) : (
          <MissingSlot call={call} output={output} admin={admin} again={again?.(call)} />
        )}
      </ShapedFrame>
      <div className="flex min-h-8 items-center justify-between gap-1 max-sm:flex-wrap">
        <ResultReceipt
          creation={creation}
          call={call}
          pictureFields={props.pictureFields}
          onAgainWithOther={onAgainWithOther && (() => onAgainWithOther(call))}
        />
        {result && <div className="ml-auto flex shrink-0 pointer-coarse:gap-4">{actions(result)}</div>}
      </div>
    </li>
  );
}
