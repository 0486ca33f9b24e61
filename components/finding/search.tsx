"use client";

import { Archive, MessageSquare, Search as SearchIcon } from "lucide-react";
import Link from "next/link";
import { useEffect, useRef, useState } from "react";
import { useFormat, useText } from "@/components/text-provider";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { Spinner } from "@/components/ui/spinner";
import type { MessageHit, SearchPage, TitleHit } from "@/lib/chat/schema";
import { search } from "./api";
import { MarkedText } from "./marked-text";

const pauseMs = 200;
/** where nothing was found in the time a request has, so many more look further back by themselves */
const patience = 10;

interface Found {
  query: string;
  titles: readonly TitleHit[];
  messages: readonly MessageHit[];
  nextCursor: string | null;
  failed: boolean;
}

/** Everything that was said, found by words: titles first, then messages from the newest on. */
export function Search({ query: asked, page }: { query: string; page: SearchPage | undefined }) {
  const words = useText("finding").search;
  const format = useFormat();
  const [query, setQuery] = useState(asked);
  const [found, setFound] = useState<Found | undefined>(page && { ...page, query: asked, failed: false });
  const [busy, setBusy] = useState(false);
  const leaving = useRef<AbortController>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      leaving.current?.abort();
    },
    [],
  );

  const look = async (wanted: string, before: Found | undefined) => {
    leaving.current?.abort();
    const mine = (leaving.current = new AbortController());
    if (!wanted) {
      setFound(undefined);
      setBusy(false);
      return;
    }
    setBusy(true);
    let result: Found = before ?? { query: wanted, titles: [], messages: [], nextCursor: null, failed: false };
    const had = result.messages.length;
    try {
      for (let request = 0; request < patience; request++) {
        const next = await search(wanted, result.nextCursor, mine.signal);
        result = {
          query: wanted,
          titles: [...result.titles, ...next.titles],
          messages: [...result.messages, ...next.messages],
          nextCursor: next.nextCursor,
          failed: false,
        };
        if (result.nextCursor === null || result.messages.length > had) break;
      }
    } catch {
      if (mine.signal.aborted) return;
      result = { ...result, failed: true };
    }
    setFound(result);
    setBusy(false);
  };

  const write = (next: string) => {
    setQuery(next);
    clearTimeout(timer.current);
    const wanted = next.trim();
    timer.current = setTimeout(() => {
      const address = wanted ? `/search?q=${encodeURIComponent(wanted)}` : "/search";
      window.history.replaceState(null, "", address);
      void look(wanted, undefined);
    }, pauseMs);
  };

  const isNothing = found && !found.failed && found.messages.length === 0 && found.titles.length === 0;
  return (
    <div className="h-full min-w-0 grow overflow-y-auto">
      <div className="mx-auto w-full max-w-[48rem] px-4 pt-6 pb-16 sm:px-6">
        <h1 className="sr-only">{words.title}</h1>
        <form
          role="search"
          aria-label={words.title}
          className="sticky top-0 z-10 -mx-1 bg-background px-1 pb-2"
          onSubmit={(event) => {
            event.preventDefault();
            clearTimeout(timer.current);
            void look(query.trim(), undefined);
          }}
        >
          <div className="relative flex items-center">
            <SearchIcon className="pointer-events-none absolute left-3 size-4 text-muted-foreground" aria-hidden />
            <input
              type="search"
              name="q"
              autoFocus
              aria-label={words.label}
              placeholder={words.placeholder}
              value={query}
              maxLength={200}
              onChange={(event) => write(event.target.value)}
              className="h-11 w-full rounded-lg border border-input bg-card px-10 text-base outline-none focus:border-ring [&::-webkit-search-cancel-button]:hidden"
            />
            {busy && <Spinner className="absolute right-3 text-muted-foreground" label={words.searching} />}
          </div>
        </form>
        {!found && !busy && <p className="py-2 text-sm text-muted-foreground">{words.hint}</p>}
        <div aria-busy={busy} className={busy ? "opacity-60" : undefined}>
          {found && found.titles.length > 0 && (
            <section aria-label={words.titles} className="mt-4">
              <h2 className="mb-1 text-xs font-medium text-muted-foreground">{words.titles}</h2>
              <ul>
                {found.titles.map((hit) => (
                  <TitleRow key={hit.conversationId} hit={hit} />
                ))}
              </ul>
            </section>
          )}
          {found && found.messages.length > 0 && (
            <section aria-label={words.messages} className="mt-6">
              <h2 className="mb-1 text-xs font-medium text-muted-foreground">{words.messages}</h2>
              <ul className="border-t">
                {found.messages.map((hit) => (
                  <MessageRow key={hit.messageId} hit={hit} query={found.query} />
                ))}
              </ul>
            </section>
          )}
        </div>
        <p role="status" className="py-4 text-sm text-muted-foreground empty:hidden">
          {found?.failed
            ? words.failed
            : isNothing && !busy
              ? format(found.nextCursor ? words.noneYet : words.none, { query: found.query })
              : null}
        </p>
        {found && (found.nextCursor !== null || found.failed) && !busy && (
          <Button onClick={() => void look(found.query, found)}>{words.older}</Button>
        )}
      </div>
    </div>
  );
}

const rowClasses = "block rounded-md px-2 py-2.5 hover:bg-accent focus-visible:-outline-offset-2";

function TitleRow({ hit }: { hit: TitleHit }) {
  const words = useText("finding").search;
  return (
    <li>
      <Link href={`/chat/${hit.conversationId}`} prefetch={false} className={`${rowClasses} flex items-center gap-2.5`}>
        <MessageSquare className="size-4 shrink-0 text-muted-foreground" aria-hidden />
        <span className="min-w-0 grow truncate">{hit.title.text ? <MarkedText {...hit.title} /> : words.untitled}</span>
        {hit.archived && <ArchivedMark />}
        <RelativeTime value={hit.updatedAt} className="text-xs text-muted-foreground" />
      </Link>
    </li>
  );
}

function MessageRow({ hit, query }: { hit: MessageHit; query: string }) {
  const words = useText("finding").search;
  const target = new URLSearchParams({ message: hit.messageId, q: query });
  return (
    <li className="border-b">
      <Link href={`/chat/${hit.conversationId}?${target}`} prefetch={false} className={rowClasses}>
        <span className="flex items-baseline gap-2 text-xs text-muted-foreground">
          <span className="min-w-0 truncate font-medium text-foreground">{hit.title || words.untitled}</span>
          <span className="shrink-0">· {hit.role === "user" ? words.you : words.answer}</span>
          {hit.archived && <ArchivedMark />}
          <span className="grow" />
          <RelativeTime value={hit.createdAt} />
        </span>
        <span className="mt-1 line-clamp-3 text-sm wrap-anywhere">
          <MarkedText {...hit.excerpt} />
        </span>
      </Link>
    </li>
  );
}

function ArchivedMark() {
  const words = useText("finding").search;
  return (
    <Badge>
      <Archive aria-hidden />
      {words.archived}
    </Badge>
  );
}
