"use client";

import { ArrowLeft, Trash2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore, type KeyboardEvent } from "react";
import { useSelection } from "@/components/finding/use-selection";
import { useFormat, useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { untilLoaded } from "@/components/ui/until-loaded";
import { mostItems, type LibraryItem, type LibraryModel, type LibraryPage } from "@/lib/library/schema";
import type { StorageUse } from "@/lib/storage/schema";
import { emptyTrash, readUse } from "./api";
import { LibraryEmpty } from "./empty";
import { FilterBar } from "./filter-bar";
import { Grid, type GridHandle } from "./grid";
import { GridSkeleton } from "./grid-skeleton";
import { LibraryStore } from "./library-store";
import { StorageMeter } from "./storage-meter";
import { useAddress } from "./use-address";
import { useItemActions } from "./use-item-actions";

const DetailsPanel = dynamic(() => untilLoaded(() => import("./details-panel")).then((module) => module.DetailsPanel), {
  ssr: false,
});
const LibraryBulkBar = dynamic(() => untilLoaded(() => import("./bulk-bar")).then((module) => module.LibraryBulkBar), {
  ssr: false,
});
const SureDialog = dynamic(() => untilLoaded(() => import("./sure-dialog")).then((module) => module.SureDialog), {
  ssr: false,
});

interface LibraryProps {
  /** of the address's filters; undefined where only the browser knows which days they mean */
  page: LibraryPage | undefined;
  models: readonly LibraryModel[];
  use: StorageUse;
  trashDays: number;
}

/** Everything a person has made or sent, by day. */
export function Library({ page, models, use: initialUse, trashDays }: LibraryProps) {
  const words = useText("library");
  const common = useText("common");
  const format = useFormat();
  const { filters, item: openId, narrow, open, close, hrefOf } = useAddress();
  const [store] = useState(() => new LibraryStore(filters, page));
  const state = useSyncExternalStore(store.subscribe, store.getState, store.getState);
  const [use, setUse] = useState(initialUse);
  const refreshUse = useCallback(() => void readUse().then(setUse, () => undefined), []);
  const actions = useItemActions(store, refreshUse);
  const order = useMemo(() => state.items.map(({ id }) => id), [state.items]);
  const selection = useSelection(order, mostItems);
  const { clear } = selection;
  const [deleting, setDeleting] = useState<readonly string[] | "all">();
  const scroller = useRef<HTMLDivElement>(null);
  const grid = useRef<GridHandle>(null);
  const search = useRef<HTMLInputElement>(null);

  useEffect(() => {
    void store.show(filters);
    clear();
    scroller.current?.scrollTo({ top: 0 });
  }, [store, filters, clear]);

  const { items } = state;
  const selected = useMemo(() => items.filter(({ id }) => selection.ids?.has(id)), [items, selection.ids]);
  const openIndex = openId === undefined ? -1 : items.findIndex(({ id }) => id === openId);
  const more = useCallback(() => void store.more(), [store]);
  /** What was moved or deleted by another tab or device leaves the list once that is known. */
  const { trash } = filters;
  const onFound = useCallback(
    (id: string, where: "gone" | "trash" | "library") => {
      if (where !== (trash ? "trash" : "library")) store.change(new Set([id]), () => undefined);
    },
    [store, trash],
  );
  const onOpen = useCallback(({ id }: LibraryItem) => open(id), [open]);

  const remove = (item: LibraryItem, index: number) => {
    const ids = selection.ids?.has(item.id) ? selected.map(({ id }) => id) : [item.id];
    if (filters.trash) return setDeleting(ids);
    clear();
    void actions.trash(ids);
    grid.current?.focus(Math.max(0, ids.length > 1 ? 0 : index));
  };
  const selectAll = () => {
    const [first] = items;
    const last = items[Math.min(items.length, mostItems) - 1];
    if (!first || !last) return;
    if (!selection.ids?.has(first.id)) selection.choose(first.id, false);
    selection.choose(last.id, true);
  };
  const keyDown = (event: KeyboardEvent) => {
    const isWriting = event.target instanceof HTMLElement && /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (event.key !== "/" || isWriting || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    search.current?.focus();
  };
  const destroy = async () => {
    if (deleting === "all") {
      try {
        await emptyTrash();
        await store.reload();
        refreshUse();
      } catch (error) {
        actions.failed(error);
      }
    } else if (deleting) {
      clear();
      if (openId) close();
      await actions.remove(deleting);
    }
  };
  const step = (by: number) => {
    const next = items[openIndex + by];
    return openIndex >= 0 && next ? () => open(next.id) : undefined;
  };
  const isEmpty = !state.loading && !state.failed && items.length === 0;

  return (
    <div className="flex h-full flex-col" onKeyDown={keyDown}>
      <header className="grid gap-3 px-4 pt-5 pb-3 sm:px-8 sm:pt-7">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <h1 className="mr-auto text-xl font-semibold tracking-tight max-sm:leading-9">
            {filters.trash ? words.trashTitle : words.title}
          </h1>
          <div className="max-sm:order-last max-sm:w-full">
            <StorageMeter use={use} />
          </div>
          {filters.trash ? (
            <>
              <Button variant="outline" onClick={() => narrow({})}>
                <ArrowLeft aria-hidden />
                {words.backToLibrary}
              </Button>
              <Button variant="dangerGhost" disabled={isEmpty} onClick={() => setDeleting("all")}>
                <Trash2 aria-hidden />
                {words.sure.empty}
              </Button>
            </>
          ) : (
            <Button variant="ghost" onClick={() => narrow({ trash: true })}>
              <Trash2 aria-hidden />
              {words.trash}
            </Button>
          )}
        </div>
        {filters.trash ? (
          <p className="text-sm text-muted-foreground">{format(words.trashNote, { days: trashDays })}</p>
        ) : (
          <FilterBar filters={filters} models={models} onChange={narrow} searchRef={search} />
        )}
      </header>
      <div
        ref={scroller}
        // An area of the page that scrolls can be scrolled by keys as well.
        tabIndex={-1}
        className="relative min-h-0 grow overflow-y-auto overscroll-contain px-4 pb-8 outline-none sm:px-8"
        aria-busy={state.loading}
      >
        {state.loading && <GridSkeleton label={words.loading} />}
        {isEmpty && (
          <LibraryEmpty filters={filters} trashDays={trashDays} onClear={() => narrow({ trash: filters.trash })} />
        )}
        {items.length > 0 && (
          <Grid
            ref={grid}
            scroller={scroller}
            items={items}
            days={state.days}
            label={filters.trash ? words.trashGrid : words.grid}
            hasMore={state.hasMore}
            selection={selection}
            hrefOf={hrefOf}
            onOpen={onOpen}
            onRemove={remove}
            onSelectAll={selectAll}
            onMore={more}
          />
        )}
        {state.loadingMore && (
          <p role="status" className="py-3 text-center text-xs text-muted-foreground">
            {words.loadingMore}
          </p>
        )}
        {state.failed && (
          <Notice tone="danger">
            <p>{items.length > 0 ? words.moreFailed : words.loadFailed}</p>
            <Button size="sm" variant="outline" className="mt-2" onClick={() => void store.again()}>
              {common.tryAgain}
            </Button>
          </Notice>
        )}
      </div>
      {selected.length > 0 && (
        <LibraryBulkBar
          ids={selected.map(({ id }) => id)}
          favourites={selected.every(({ favourite }) => favourite)}
          trash={filters.trash ?? false}
          actions={actions}
          onDelete={() => setDeleting(selected.map(({ id }) => id))}
          onDone={clear}
        />
      )}
      {openId !== undefined && (
        <DetailsPanel
          id={openId}
          known={items[openIndex]}
          actions={actions}
          onPrevious={step(-1)}
          onNext={step(1)}
          onClose={close}
          onLeft={close}
          onFound={onFound}
          onDelete={({ id }) => setDeleting([id])}
          onChanged={(changed) =>
            void store.change(new Set([changed.id]), (item) => ({ ...changed, prompt: item.prompt }))
          }
        />
      )}
      {deleting && (
        <SureDialog
          count={deleting === "all" ? undefined : deleting.length}
          onDelete={destroy}
          onClose={() => setDeleting(undefined)}
        />
      )}
    </div>
  );
}
