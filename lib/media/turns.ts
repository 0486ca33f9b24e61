import { AppError } from "@/lib/core";

/**
 * Lets so much work of one kind go on at once, and people take turns: whoever brings ten pictures waits for their own,
 * not others for theirs.
 */
export function createTurns({ atOnce, maxWaiting }: { atOnce: number; maxWaiting: number }) {
  /** who waits, in the order in which they are next, each with their work in order */
  const queues = new Map<string, (() => void)[]>();
  let waiting = 0;
  let free = atOnce;

  function beginNext(): void {
    while (free > 0) {
      const next = queues.entries().next().value;
      if (!next) return;
      const [person, [begin, ...later]] = next;
      queues.delete(person);
      if (later.length) queues.set(person, later);
      waiting--;
      free--;
      begin!();
    }
  }

  /** @throws AppError `rate_limited` when too much waits already; what `work` throws */
  return async function inTurn<Result>(person: string, work: () => Promise<Result>): Promise<Result> {
    if (waiting >= maxWaiting) {
      throw new AppError("rate_limited", "Many pictures are being read. Try again in a moment.", {
        retryAfterMs: 5_000,
      });
    }
    await new Promise<void>((begin) => {
      waiting++;
      queues.set(person, [...(queues.get(person) ?? []), begin]);
      beginNext();
    });
    try {
      return await work();
    } finally {
      free++;
      beginNext();
    }
  };
}
