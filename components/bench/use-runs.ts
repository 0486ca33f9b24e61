import { useEffect, useRef, useState } from "react";
import { useFailureText } from "@/components/failure";
import { useText } from "@/components/text-provider";
import { toast } from "@/components/ui/toast";
import type { BenchMode, BenchRun, RunPage, RunSummary } from "@/lib/bench/schema";
import { deleteRun, listRuns } from "./api";

const undoMs = 10_000;

/** The list of runs: more of it when asked for, new ones as they begin and end, deleted ones gone unless taken back. */
export function useRuns(mode: BenchMode, initial: RunPage) {
  const words = useText("bench").runs;
  const failureText = useFailureText();
  const [page, setPage] = useState(initial);
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const [loading, setLoading] = useState(false);
  const waiting = useRef(new Map<string, ReturnType<typeof setTimeout>>());

  const fail = (error: unknown) => toast({ text: failureText(error), tone: "danger" });
  const restore = (id: string) => setGone((before) => new Set([...before].filter((each) => each !== id)));

  // Whoever leaves meanwhile has not taken it back.
  useEffect(() => {
    const { current } = waiting;
    return () => {
      for (const [id, timer] of current) {
        clearTimeout(timer);
        void deleteRun(id).catch(() => undefined);
      }
      current.clear();
    };
  }, []);

  return {
    items: page.items.filter(({ id }) => !gone.has(id)),
    hasMore: page.nextCursor !== null,
    kept: page.kept,
    loading,
    put(run: BenchRun) {
      const { id, modelId, state, title, createdAt, receipt } = run;
      const summary: RunSummary = {
        ...{ id, mode: run.mode, modelId, state, title, createdAt },
        ...{ costNanos: receipt?.costNanos ?? null, currency: receipt?.currency ?? null },
      };
      setPage((before) => ({
        ...before,
        items: before.items.some((each) => each.id === id)
          ? before.items.map((each) => (each.id === id ? summary : each))
          : [summary, ...before.items],
      }));
    },
    async more() {
      if (page.nextCursor === null || loading) return;
      setLoading(true);
      try {
        const next = await listRuns(mode, page.nextCursor);
        const known = new Set(page.items.map(({ id }) => id));
        setPage({
          ...next,
          items: [...page.items, ...next.items.filter(({ id }) => !known.has(id))],
        });
      } catch (error) {
        fail(error);
      } finally {
        setLoading(false);
      }
    },
    remove(id: string) {
      setGone((before) => new Set([...before, id]));
      const timer = setTimeout(() => {
        waiting.current.delete(id);
        deleteRun(id).catch((error: unknown) => {
          restore(id);
          fail(error);
        });
      }, undoMs);
      waiting.current.set(id, timer);
      toast({
        text: words.deleted,
        durationMs: undoMs,
        undo: () => {
          clearTimeout(timer);
          waiting.current.delete(id);
          restore(id);
        },
      });
    },
  };
}
