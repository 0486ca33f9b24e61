import { findLiveSessions } from "./live-sessions";

/** How long somebody who was signed out may go on reading, at most, and a query more. */
const checkMs = 2_000;

const cuts = new Map<string, Set<() => void>>();
let timer: NodeJS.Timeout | undefined;

/**
 * Calls `cut` once the session no longer lets its owner in: an answer is read for minutes, and signing out, a new
 * password or an administrator ends that as well. One query for all readers of the process.
 * @returns ends the watch
 */
export function watchSession(sessionId: string, cut: () => void): () => void {
  const mine = cuts.get(sessionId) ?? new Set();
  cuts.set(sessionId, mine.add(cut));
  timer ??= setInterval(() => void check(), checkMs).unref();
  return () => {
    mine.delete(cut);
    if (mine.size === 0 && cuts.get(sessionId) === mine) cuts.delete(sessionId);
    if (cuts.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

async function check(): Promise<void> {
  const ids = [...cuts.keys()];
  // A database that is away says nothing about anybody: asked again at the next tick.
  const live = await findLiveSessions(ids).catch(() => undefined);
  if (!live) return;
  for (const id of ids) if (!live.has(id)) for (const cut of [...(cuts.get(id) ?? [])]) cut();
}
