"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useFailureText } from "@/components/failure";
import { useFormat, useLocale, useText } from "@/components/text-provider";
import { toast } from "@/components/ui/toast";
import { formatMoney } from "@/lib/core";
import type { Creation, CreationKind, CreationPage } from "@/lib/creations/schema";
import type { Asset } from "@/lib/media/schema";
import { ApiError } from "@/lib/ui";
import { cancelCreation, findCreation, hideCreation, listCreations } from "./api";
import { isUnderWay, withAsset, withCreation } from "./creation-list";
import { followCreations } from "./feed";
import { focusBeside } from "./focus-beside";

export const undoMs = 10_000;
const lookAgainMs = 15_000;

export interface Creations {
  /** newest first, without what was removed from the list */
  items: readonly Creation[];
  /** nothing has been read yet */
  loading: boolean;
  failed: boolean;
  hasMore: boolean;
  loadingMore: boolean;
  more: () => void;
  /** reads everything shown anew */
  reload: () => void;
  /** one that was just started */
  put: (creation: Creation) => void;
  /** reads one that an address names, unless it is there already */
  fetch: (id: string) => void;
  /** cancels what still waits: one call or all of them, and says so */
  cancel: (creation: Creation, callId?: string) => void;
  /** takes it out of the list, unless that is taken back within ten seconds */
  hide: (creation: Creation) => void;
  /** what was done with a result elsewhere on the page; null: it is gone */
  changeAsset: (assetId: string, change: Partial<Pick<Asset, "favourite" | "trashedAt" | "blur">> | null) => void;
}

/**
 * The creations of one kind and all that happens to them, on whichever device and by whichever process.
 * @param initial the first page, where the server has drawn it already
 */
export function useCreations(kind: CreationKind, initial?: CreationPage): Creations {
  const words = useText("creations");
  const failureText = useFailureText();
  const format = useFormat();
  const locale = useLocale();
  const [items, setItems] = useState<readonly Creation[]>(initial?.creations ?? []);
  const [next, setNext] = useState(initial?.next ?? null);
  const [loaded, setLoaded] = useState(initial !== undefined);
  const [failed, setFailed] = useState(false);
  const [loadingMore, setLoadingMore] = useState(false);
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const shown = useRef(items);
  const hiding = useRef(new Map<string, ReturnType<typeof setTimeout>>());
  useEffect(() => {
    shown.current = items;
  }, [items]);

  const put = useCallback((creation: Creation) => setItems((before) => withCreation(before, creation)), []);
  const reader = useMemo(
    () =>
      readOneAtATime(async (id) => {
        try {
          const creation = await findCreation(id);
          if (creation.kind === kind) put(creation);
        } catch (error) {
          // A failed reading is made good by the next event or the next connection.
          if (error instanceof ApiError && error.status === 404)
            setItems((before) => before.filter((each) => each.id !== id));
        }
      }),
    [kind, put],
  );

  const refresh = useCallback(async () => {
    try {
      const page = await listCreations(kind);
      setItems((before) => {
        const last = page.creations.at(-1);
        // What is older than this page, and was read before, stays as it was.
        const older = last && page.next !== null ? before.filter(({ createdAt }) => createdAt < last.createdAt) : [];
        return older.reduce(withCreation, page.creations);
      });
      setNext((before) => (shown.current.length > page.creations.length ? before : page.next));
      setLoaded(true);
      setFailed(false);
      const known = new Set(page.creations.map(({ id }) => id));
      for (const creation of shown.current) if (!known.has(creation.id) && isUnderWay(creation)) reader(creation.id);
    } catch {
      setFailed(true);
    }
  }, [kind, reader]);

  // A place in the line moves without a word of its own, and a connection may be dead without knowing it.
  const underWay = items.some(isUnderWay);
  useEffect(() => {
    if (!underWay) return;
    const timer = setInterval(() => document.visibilityState === "visible" && void refresh(), lookAgainMs);
    return () => clearInterval(timer);
  }, [underWay, refresh]);

  const fetch = useCallback(
    (id: string) => {
      if (!shown.current.some((each) => each.id === id)) reader(id);
    },
    [reader],
  );

  const hasInitial = initial !== undefined;
  useEffect(() => {
    let here = true;
    if (!hasInitial) queueMicrotask(() => here && void refresh());
    const stop = followCreations((id) => {
      if (here) void (id === undefined ? refresh() : reader(id));
    });
    return () => {
      here = false;
      stop();
    };
  }, [hasInitial, refresh, reader]);

  // Whoever leaves meanwhile has not taken it back.
  useEffect(() => {
    const { current } = hiding;
    return () => {
      for (const [id, timer] of current) {
        clearTimeout(timer);
        void hideCreation(id).catch(() => undefined);
      }
      current.clear();
    };
  }, []);

  const fail = (error: unknown) => toast({ text: failureText(error), tone: "danger" });
  return {
    items: gone.size === 0 ? items : items.filter(({ id }) => !gone.has(id)),
    loading: !loaded && !failed,
    failed: failed && !loaded,
    hasMore: next !== null,
    loadingMore,
    put,
    reload() {
      setFailed(false);
      void refresh();
    },
    fetch,
    async more() {
      if (next === null || loadingMore) return;
      setLoadingMore(true);
      try {
        const page = await listCreations(kind, next);
        setItems((before) => page.creations.reduce(withCreation, [...before]));
        setNext(page.next);
      } catch (error) {
        fail(error);
      } finally {
        setLoadingMore(false);
      }
    },
    async cancel(creation, callId) {
      try {
        const after = await cancelCreation(creation.id, callId);
        put(after);
        const waited = new Set(creation.calls.filter(({ state }) => state === "waiting").map(({ id }) => id));
        const saved = after.calls.filter(({ id, state }) => state === "cancelled" && waited.has(id));
        // What a cancelled call would have cost stands in the creation as it was before.
        const nanos = creation.calls
          .filter(({ id }) => saved.some((each) => each.id === id))
          .reduce((sum, { costNanos }) => sum + BigInt(costNanos), 0n);
        if (saved.length === 0) toast({ text: words.cancelTooLate, tone: "danger" });
        else {
          const amount = formatMoney(nanos, saved[0]!.currency, locale);
          toast({ text: format(words.cancelledSaved, { amount }) });
        }
      } catch (error) {
        fail(error);
      }
    },
    hide({ id }) {
      focusBeside("article[id^=creation-]", `#creation-${id}`);
      const restore = () => setGone((before) => new Set([...before].filter((each) => each !== id)));
      setGone((before) => new Set([...before, id]));
      const timer = setTimeout(() => {
        hiding.current.delete(id);
        hideCreation(id).catch((error: unknown) => {
          restore();
          fail(error);
        });
      }, undoMs);
      hiding.current.set(id, timer);
      toast({
        text: words.hidden,
        durationMs: undoMs,
        undo: () => {
          clearTimeout(timer);
          hiding.current.delete(id);
          restore();
        },
      });
    },
    changeAsset(assetId, change) {
      setItems((before) => withAsset(before, assetId, change));
    },
  };
}

/** Reads a thing at most once at a time, and once more where it changed meanwhile: an older reading never wins. */
export function readOneAtATime(read: (id: string) => Promise<void>): (id: string) => void {
  const reading = new Set<string>();
  const changed = new Set<string>();
  return function again(id) {
    if (reading.has(id)) {
      changed.add(id);
      return;
    }
    reading.add(id);
    void read(id).finally(() => {
      reading.delete(id);
      if (changed.delete(id)) again(id);
    });
  };
}
