import { findCreation } from "@/components/creations/api";
import { isUnderWay, withCreation } from "@/components/creations/creation-list";
import { followCreations } from "@/components/creations/feed";
import { readOneAtATime } from "@/components/creations/use-creations";
import type { Creation, CreationPage } from "@/lib/creations/schema";
import { ApiError, request } from "@/lib/ui";

/**
 * What is being made for the person, from whichever page or device it was asked for: one list for this page of the
 * browser, kept by the one connection that all of it shares.
 */
let running: readonly Creation[] = [];
let since = 0;
let stop: (() => void) | undefined;
const listeners = new Set<() => void>();
const endings = new Set<(creation: Creation) => void>();

function change(next: readonly Creation[]) {
  running = next;
  for (const listener of listeners) listener();
}

function put(creation: Creation) {
  const known = running.some(({ id }) => id === creation.id);
  if (isUnderWay(creation)) return change(withCreation(running, creation));
  if (known) change(running.filter(({ id }) => id !== creation.id));
  // What began and ended between two looks is news as well.
  if (known || Date.parse(creation.createdAt) >= since) for (const tell of endings) tell(creation);
}

const read = readOneAtATime(async (id) => {
  try {
    put(await findCreation(id));
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) change(running.filter((each) => each.id !== id));
  }
});

async function readAll() {
  try {
    const { creations } = await request<CreationPage>("GET", "/api/creations?running=1&limit=100");
    const found = new Set(creations.map(({ id }) => id));
    const ended = running.filter(({ id }) => !found.has(id));
    change([...creations, ...ended]);
    for (const { id } of ended) read(id);
  } catch {
    // the next connection looks again
  }
}

export function subscribeToRunning(listener: () => void): () => void {
  listeners.add(listener);
  if (!stop) {
    since = Date.now();
    stop = followCreations((id) => void (id === undefined ? readAll() : read(id)));
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    stop?.();
    stop = undefined;
  };
}

export const currentRunning = () => running;

/** Hears of each creation that comes to its end. */
export function onEnded(tell: (creation: Creation) => void): () => void {
  endings.add(tell);
  return () => void endings.delete(tell);
}
