"use client";

import { Archive, Search, X } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { usePathname, useRouter } from "next/navigation";
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { FolderList } from "@/components/finding/folder-list";
import { useSelection } from "@/components/finding/use-selection";
import { useFormat, useLocale, useText } from "@/components/text-provider";
import { Skeleton } from "@/components/ui/badge";
import { Button, IconButton } from "@/components/ui/button";
import { useNow } from "@/components/ui/relative-time";
import { toast } from "@/components/ui/toast";
import { untilLoaded } from "@/components/ui/until-loaded";
import type { ConversationSummary } from "@/lib/chat/schema";
import { ConversationRow, type RowActions } from "./conversation-row";
import { toRows, type Row } from "./groups";
import type { ListStore } from "./list-store";
import { useWindow } from "./use-window";

const BulkBar = dynamic(
  () => untilLoaded(() => import("@/components/finding/bulk-bar")).then((module) => module.BulkBar),
  { ssr: false },
);
const MoveDialog = dynamic(
  () => untilLoaded(() => import("@/components/finding/move-dialog")).then((module) => module.MoveDialog),
  {
    ssr: false,
  },
);

const rowPx = 36;
/** above this only the rows in view are drawn */
const windowedFrom = 100;
const searchPauseMs = 150;

interface ConversationListProps {
  store: ListStore;
  /** a conversation was chosen */
  onOpen: () => void;
}

/** The conversations by date, found by title, loaded page by page while one scrolls. */
export function ConversationList({ store, onOpen }: ConversationListProps) {
  const words = useText("chat").list;
  const finding = useText("finding");
  const format = useFormat();
  const state = useSyncExternalStore(store.subscribe, store.getState, store.getInitialState);
  const now = useNow();
  // the server does not know the reader's midnight
  const local = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const rows = useMemo(
    () => toRows(state.pinned, state.items, now, local ? "local" : "utc"),
    [state.pinned, state.items, now, local],
  );
  const scroller = useRef<HTMLDivElement>(null);
  const view = useWindow(scroller, rows.length, rowPx, windowedFrom);
  const pathname = usePathname();
  const currentId = /^\/chat\/([\w-]+)/.exec(pathname)?.[1];
  const openFolderId = /^\/folders\/([\w-]+)/.exec(pathname)?.[1];
  useEffect(() => {
    // a conversation is read beside whichever list it was chosen from
    if (openFolderId) void store.show(openFolderId);
    else if (pathname === "/") void store.show(undefined);
  }, [store, openFolderId, pathname]);
  const folders = useSyncExternalStore(store.subscribe, store.getFolders, store.getFolders);
  const order = useMemo(() => rows.flatMap((row) => (row.type === "conversation" ? [row.key] : [])), [rows]);
  const selection = useSelection(order);
  const [moving, setMoving] = useState<ConversationSummary>();
  const actions = useActions(store, currentId, onOpen, selection.choose, setMoving);

  return (
    <>
      <SearchField store={store} onOpen={onOpen} />
      {!state.query && !selection.ids && (
        <FolderList store={store} folders={folders} folderId={state.folderId} onOpen={onOpen} />
      )}
      <div
        ref={scroller}
        className="min-h-0 grow overflow-y-auto overscroll-contain px-2 pb-3"
        onScroll={(event) => {
          const { scrollTop, clientHeight, scrollHeight } = event.currentTarget;
          if (scrollHeight - scrollTop - clientHeight < clientHeight) void store.loadMore();
        }}
      >
        {state.loading && state.items.length === 0 ? <ListSkeleton /> : null}
        {!state.loading && !state.failed && rows.length === 0 && (
          <p className="px-2.5 py-6 text-sm text-muted-foreground">
            {state.query
              ? format(words.notFound, { query: state.query })
              : state.folderId
                ? finding.folders.empty
                : words.empty}
          </p>
        )}
        <ul aria-busy={state.loading}>
          {view.start > 0 && <li aria-hidden style={{ height: view.start * rowPx }} />}
          {rows
            .slice(view.start, view.end)
            .map((row) =>
              row.type === "heading" ? (
                <Heading key={row.key} row={row} />
              ) : (
                <ConversationRow
                  key={row.key}
                  conversation={row.conversation}
                  current={row.conversation.id === currentId}
                  selected={selection.ids?.has(row.conversation.id)}
                  actions={actions}
                />
              ),
            )}
          {view.end < rows.length && <li aria-hidden style={{ height: (rows.length - view.end) * rowPx }} />}
        </ul>
        {state.loadingMore && <p className="px-2.5 py-2 text-xs text-muted-foreground">{words.loadingMore}</p>}
        {state.failed && (
          <div className="grid justify-items-start gap-2 px-2.5 py-3 text-sm">
            <p>{words.failed}</p>
            <Retry store={store} more={state.items.length > 0} />
          </div>
        )}
      </div>
      {selection.ids ? (
        <BulkBar store={store} ids={selection.ids} currentId={currentId} onDone={selection.clear} />
      ) : (
        <Link
          href="/archive"
          prefetch={false}
          onClick={onOpen}
          aria-current={pathname === "/archive" ? "page" : undefined}
          className="flex h-9 shrink-0 items-center gap-2 border-t px-4.5 text-sm text-muted-foreground hover:bg-accent hover:text-foreground focus-visible:-outline-offset-2 aria-[current=page]:text-primary-text pointer-coarse:h-11"
        >
          <Archive className="size-4" aria-hidden />
          {finding.archive.title}
        </Link>
      )}
      {moving && (
        <MoveDialog
          ids={[moving.id]}
          current={moving.folderId}
          onClose={() => setMoving(undefined)}
          onMoved={(ids, folderId) => store.arranged(ids, { type: "move", folderId })}
        />
      )}
    </>
  );
}

const never = () => () => undefined;

function Retry({ store, more }: { store: ListStore; more: boolean }) {
  const common = useText("common");
  return (
    <Button size="sm" onClick={() => void (more ? store.loadMore() : store.search(store.getState().query))}>
      {common.retry}
    </Button>
  );
}

function Heading({ row }: { row: Extract<Row, { type: "heading" }> }) {
  const words = useText("chat").list.periods;
  const locale = useLocale();
  const month = row.month
    ? new Intl.DateTimeFormat(locale, { year: "numeric", month: "long", timeZone: "UTC" }).format(
        new Date(`${row.month}-01`),
      )
    : undefined;
  return (
    <li className="flex h-9 items-end px-2.5 pb-1.5 text-xs font-medium text-muted-foreground">
      {month ?? words[row.period]}
    </li>
  );
}

function ListSkeleton() {
  return (
    <div className="grid gap-3 px-2.5 pt-4">
      {Array.from({ length: 8 }, (_, index) => (
        <Skeleton key={index} className={index % 3 === 1 ? "h-4 w-3/5" : "h-4 w-4/5"} />
      ))}
    </div>
  );
}

function SearchField({ store, onOpen }: { store: ListStore; onOpen: () => void }) {
  const words = useText("chat").list;
  const { inMessages } = useText("finding").search;
  const format = useFormat();
  const router = useRouter();
  const [query, setQuery] = useState(store.getState().query);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const search = (next: string, pauseMs: number) => {
    setQuery(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void store.search(next.trim()), pauseMs);
  };
  return (
    <div role="search" className="mx-2 mb-1">
      <div className="relative flex items-center">
        <Search className="pointer-events-none absolute left-2.5 size-4 text-muted-foreground" aria-hidden />
        <input
          type="search"
          aria-label={words.search}
          placeholder={words.search}
          value={query}
          maxLength={200}
          onChange={(event) => search(event.target.value, searchPauseMs)}
          onKeyDown={(event) => {
            if (event.key === "Escape" && query) {
              event.preventDefault();
              search("", 0);
            }
            if (event.key === "Enter" && query.trim() && !event.nativeEvent.isComposing) {
              event.preventDefault();
              onOpen();
              router.push(addressOf(query));
            }
          }}
          className="h-9 w-full rounded-lg bg-transparent px-9 text-sm hover:bg-accent focus:bg-accent pointer-coarse:h-11 pointer-coarse:text-base [&::-webkit-search-cancel-button]:hidden"
        />
        {query && (
          <IconButton
            size="iconSm"
            tooltip={false}
            label={words.clearSearch}
            className="absolute right-1"
            onClick={() => search("", 0)}
          >
            <X aria-hidden />
          </IconButton>
        )}
      </div>
      {query.trim() && (
        <Link
          href={addressOf(query)}
          prefetch={false}
          onClick={onOpen}
          className="block truncate rounded-lg px-2.5 py-1.5 text-sm text-primary-text hover:bg-accent"
        >
          {format(inMessages, { query: query.trim() })}
        </Link>
      )}
    </div>
  );
}

const addressOf = (query: string) => `/search?q=${encodeURIComponent(query.trim())}`;

function useActions(
  store: ListStore,
  currentId: string | undefined,
  onOpen: () => void,
  choose: (id: string, range: boolean) => void,
  move: (conversation: ConversationSummary) => void,
): RowActions {
  const chat = useText("chat");
  const words = chat.list;
  const finding = useText("finding").archive;
  const format = useFormat();
  const router = useRouter();
  const current = useRef(currentId);
  const open = useRef(onOpen);
  useEffect(() => {
    current.current = currentId;
    open.current = onOpen;
  });
  const failed = (text: string) => () => {
    toast({ text, tone: "danger" });
  };
  const latest = useRef({ words, format });
  useEffect(() => {
    latest.current = { words, format };
  });
  const [actions] = useState<RowActions>(() => ({
    open: () => open.current(),
    rename: (conversation, title) => {
      store.update(conversation, { title }).catch(failed(latest.current.words.renameFailed));
    },
    pin: (conversation, pinned) => {
      store.update(conversation, { pinned }).catch(failed(latest.current.words.pinFailed));
    },
    choose: ({ id }, range) => choose(id, range),
    move,
    archive: (conversation) => {
      const named = { title: conversation.title || chat.untitled };
      const put = (archived: boolean) => store.update({ ...conversation, archived: !archived }, { archived });
      put(true).then(
        () =>
          toast({
            text: latest.current.format(finding.archived, named),
            undo: () => {
              put(false).catch(failed(finding.failed));
            },
          }),
        failed(finding.failed),
      );
    },
    remove: (conversation) => {
      const named = { title: conversation.title || chat.untitled };
      const wasCurrent = conversation.id === current.current;
      if (wasCurrent) router.push("/");
      store.delete(conversation).then(
        () =>
          toast({
            text: latest.current.format(latest.current.words.deleted, named),
            undo: () => {
              store
                .restore(conversation)
                .then(
                  () => wasCurrent && router.push(`/chat/${conversation.id}`),
                  failed(latest.current.format(latest.current.words.restoreFailed, named)),
                );
            },
          }),
        failed(latest.current.format(latest.current.words.deleteFailed, named)),
      );
    },
  }));
  return actions;
}
