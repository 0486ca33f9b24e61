"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import dynamic from "next/dynamic";
import { useEffect, useState, type KeyboardEvent } from "react";
import { useText } from "@/components/text-provider";
import { Skeleton } from "@/components/ui/badge";
import { Button, IconButton } from "@/components/ui/button";
import { Sheet } from "@/components/ui/dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { untilLoaded } from "@/components/ui/until-loaded";
import type { ItemDetails, LibraryItem } from "@/lib/library/schema";
import { ItemButtons } from "./item-buttons";
import { ItemFacts } from "./item-facts";
import { nameOf } from "./item-name";
import { ItemShares } from "./item-shares";
import { ItemUses } from "./item-uses";
import { ShownItem } from "./shown-item";
import type { ItemActions } from "./use-item-actions";
import { useDetails } from "./use-details";

const ShareItemDialog = dynamic(
  () => untilLoaded(() => import("./share-item-dialog")).then((module) => module.ShareItemDialog),
  {
    ssr: false,
  },
);

interface DetailsPanelProps {
  id: string;
  /** as far as the list knows it already */
  known: LibraryItem | undefined;
  actions: ItemActions;
  /** undefined: there is none on that side */
  onPrevious: (() => void) | undefined;
  onNext: (() => void) | undefined;
  onClose: () => void;
  /** it was thrown away, restored or deleted */
  onLeft: () => void;
  /** told where it really is: another tab or device may have moved it */
  onFound: (id: string, where: "gone" | "trash" | "library") => void;
  onDelete: (item: LibraryItem) => void;
  onChanged: (item: LibraryItem) => void;
}

/** All about one item, at the right. By keys: ← and → lead to its neighbours. */
export function DetailsPanel(props: DetailsPanelProps) {
  const { id, known, onPrevious, onNext, onClose, onFound } = props;
  const words = useText("library").details;
  const common = useText("common");
  const { details, failed, reload, change } = useDetails(id);
  const [sharing, setSharing] = useState(false);
  const isGone = failed === "gone";
  const where = isGone ? "gone" : details && (details.item.trashedAt ? "trash" : "library");
  useEffect(() => {
    if (where) onFound(id, where);
  }, [id, where, onFound]);
  // The list changes at once, where details are asked for: what is the same in both is the list's.
  const item = isGone
    ? undefined
    : details
      ? {
          ...details.item,
          favourite: known?.favourite ?? details.item.favourite,
          name: known?.name ?? details.item.name,
        }
      : known;

  const favourite = (on: boolean) => {
    // An item that the list has not come to yet is known here alone.
    change((before) => ({ ...before, item: { ...before.item, favourite: on } }));
    void props.actions.favourite([id], on);
  };
  const renamed = (next: LibraryItem) => {
    change((before) => ({ ...before, item: next }));
    props.onChanged(next);
  };
  const keyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isControl(event.target)) return;
    if (event.key === "ArrowLeft") onPrevious?.();
    else if (event.key === "ArrowRight") onNext?.();
    else return;
    event.preventDefault();
  };

  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      className="sm:w-[32rem]"
      title={<span className="line-clamp-2 wrap-anywhere">{item ? nameOf(item) : words.facts}</span>}
    >
      <div className="grid grid-cols-[minmax(0,1fr)] gap-5" onKeyDown={keyDown}>
        {item && (
          <div className="grid gap-3">
            <ShownItem item={item} creationId={details?.made?.creationId} />
            <div className="flex items-start gap-2">
              <ItemButtons
                {...props}
                item={item}
                details={details}
                onFavourite={favourite}
                onShare={() => setSharing(true)}
              />
              <span className="ml-auto flex shrink-0">
                <IconButton label={words.previous} keys="←" disabled={!onPrevious} onClick={onPrevious}>
                  <ChevronLeft aria-hidden />
                </IconButton>
                <IconButton label={words.next} keys="→" disabled={!onNext} onClick={onNext}>
                  <ChevronRight aria-hidden />
                </IconButton>
              </span>
            </div>
          </div>
        )}
        {isGone && <EmptyState title={words.gone}>{words.goneText}</EmptyState>}
        {failed === "failed" && (
          <Notice tone="danger">
            <p>{words.failed}</p>
            <Button size="sm" variant="outline" className="mt-2" onClick={reload}>
              {common.tryAgain}
            </Button>
          </Notice>
        )}
        {details && item && <Known {...props} item={item} details={details} change={change} onChanged={renamed} />}
        {!details && !failed && <DetailsSkeleton label={words.loading} />}
      </div>
      {sharing && item && (
        <ShareItemDialog
          item={item}
          onClose={() => setSharing(false)}
          onShared={(share) => change((before) => ({ ...before, shares: [share, ...before.shares] }))}
        />
      )}
    </Sheet>
  );
}

interface KnownProps extends DetailsPanelProps {
  item: LibraryItem;
  details: ItemDetails;
  change: (change: (details: ItemDetails) => ItemDetails) => void;
}

function Known({ item, details, change, onChanged, actions }: KnownProps) {
  return (
    <>
      <ItemFacts item={item} details={details} onChanged={onChanged} failed={actions.failed} />
      <ItemUses uses={details.uses} />
      {!item.trashedAt && (
        <ItemShares
          shares={details.shares}
          onRevoked={(revoked) =>
            change((before) => ({
              ...before,
              shares: before.shares.map((share) => (share.id === revoked.id ? revoked : share)),
            }))
          }
        />
      )}
    </>
  );
}

function DetailsSkeleton({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label} className="grid gap-3">
      <Skeleton className="h-4 w-4/5" />
      <Skeleton className="h-4 w-3/5" />
      <Skeleton className="mt-2 h-24 w-full" />
    </div>
  );
}

/** Keys belong to what has the focus where it makes use of them. */
function isControl(target: EventTarget): boolean {
  return target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT|VIDEO|AUDIO)$/.test(target.tagName);
}
