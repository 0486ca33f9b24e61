import { useCallback, useEffect, useRef, useState } from "react";
import type { BenchInput, BenchRun } from "@/lib/bench/schema";
import { newId } from "@/lib/core";
import { ApiError, type FailureBody } from "@/lib/ui";
import { followRun, openRun, stopRun } from "./api";
import { applyEvent } from "./run-state";

export interface ShownRun {
  run: BenchRun | undefined;
  /** a run was asked for, and the server has not said yet that it began */
  asking: boolean;
  problem: Partial<FailureBody["error"]> | undefined;
}

const nothing: ShownRun = { run: undefined, asking: false, problem: undefined };
const attempts = 6;

/**
 * The run on screen: asked for, followed over lost connections, or one of the past. The run itself belongs to the server
 * and goes on without this page.
 * @param onEnded told of each run that ends here
 */
export function useRun(initial: BenchRun | undefined, onEnded: (run: BenchRun) => void) {
  const [shown, setShown] = useState<ShownRun>({ ...nothing, run: initial });
  const following = useRef<AbortController>(undefined);
  const ended = useRef(onEnded);
  useEffect(() => {
    ended.current = onEnded;
  });

  const read = useCallback(async (first: { input: BenchInput } | { id: string }) => {
    following.current?.abort();
    const abort = (following.current = new AbortController());
    const requestKey = newId();
    let id = "id" in first ? first.id : undefined;
    for (let attempt = 0; attempt < attempts && !abort.signal.aborted; attempt++) {
      try {
        const source =
          id === undefined && "input" in first
            ? openRun({ requestKey, input: first.input }, abort.signal)
            : followRun(id!, abort.signal);
        for await (const event of source) {
          attempt = 0;
          if (event.type === "started") id = event.run.id;
          setShown((before) => ({ run: applyEvent(before.run, event), asking: false, problem: undefined }));
          if (event.type === "ended") return ended.current(event.run);
        }
      } catch (error) {
        if (abort.signal.aborted) return;
        const status = error instanceof ApiError ? error.status : 0;
        if ((status >= 400 && status < 500) || attempt === attempts - 1) {
          const problem = (error instanceof ApiError ? error.body : undefined) ?? {};
          return setShown((before) => ({ ...before, asking: false, problem }));
        }
      }
      await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** attempt));
    }
  }, []);

  const start = useCallback(
    (input: BenchInput) => {
      setShown({ run: undefined, asking: true, problem: undefined });
      void read({ input });
    },
    [read],
  );

  const show = useCallback(
    (run: BenchRun | undefined) => {
      following.current?.abort();
      setShown({ ...nothing, run });
      if (run?.state === "streaming") void read({ id: run.id });
    },
    [read],
  );

  const stop = useCallback(async (id: string) => {
    try {
      await stopRun(id);
    } catch (error) {
      const problem = (error instanceof ApiError ? error.body : undefined) ?? {};
      setShown((before) => ({ ...before, problem }));
    }
  }, []);

  const first = useRef(initial);
  useEffect(() => {
    // followed once, from the page's own run; later ones come by `show`
    if (first.current?.state === "streaming") void read({ id: first.current.id });
    return () => following.current?.abort();
  }, [read]);

  return { ...shown, busy: shown.asking || shown.run?.state === "streaming", start, show, stop };
}
