import { asOneOfPages, channelToPages } from "./one-of-pages";

/**
 * What the server says of the person's creations as they change: one connection for all pages of the browser, however
 * many parts of them listen, so that none has to wait for a connection. It names creations, never what is in them.
 */

/** undefined: something may have been missed, look at everything anew */
type Listener = (creationId: string | undefined) => void;

const listeners = new Set<Listener>();
let source: EventSource | undefined;
let retry: ReturnType<typeof setTimeout> | undefined;
let attempt = 0;
/** how often all that listen were told to look */
let looks = 0;
let leave: (() => void) | undefined;
let pages: { tell: (told: Told) => void; close: () => void } | undefined;

/** What one page tells the others: a creation by its id, or that something may have been missed. */
interface Told {
  id?: string;
}

/** So long a page waits for its own connection to stand before it looks without one. */
const patienceMs = 1_000;

/** How long to wait before the next try: a second, doubled each time to thirty, with some chance in it. */
export function pauseMs(failures: number, chance: number): number {
  return Math.round(Math.min(30_000, 1_000 * 2 ** Math.min(failures, 10)) * (0.75 + chance / 2));
}

/** The creation that an event names: `{ "id": … }`, or the bare id. */
export function namedIn(data: string): string | undefined {
  try {
    const value: unknown = JSON.parse(data);
    if (typeof value === "string") return value;
    const { id } = value as { id?: unknown };
    return typeof id === "string" ? id : undefined;
  } catch {
    return /^[\da-f-]{36}$/.test(data) ? data : undefined;
  }
}

function tell(creationId: string | undefined) {
  if (creationId === undefined) looks++;
  for (const listener of listeners) listener(creationId);
}

/** To the parts of this page and to the other pages, which have no connection of their own. */
function tellAll(creationId: string | undefined) {
  tell(creationId);
  pages?.tell(creationId === undefined ? {} : { id: creationId });
}

function open() {
  clearTimeout(retry);
  retry = undefined;
  source?.close();
  const next = new EventSource("/api/creations/events");
  source = next;
  next.onopen = () => {
    attempt = 0;
    // What changed while nothing was connected was told to nobody.
    tellAll(undefined);
  };
  next.onmessage = ({ data }: MessageEvent<string>) => {
    const id = namedIn(data);
    if (id) tellAll(id);
  };
  next.onerror = () => {
    // The browser itself tries again, unless the server has refused.
    if (next.readyState !== EventSource.CLOSED || source !== next) return;
    retry = setTimeout(open, pauseMs(attempt++, Math.random()));
  };
}

/** Tries at once where a try is waited for: the network or the tab is back. */
function hurry() {
  if (retry !== undefined && document.visibilityState === "visible") open();
}

function restored(event: PageTransitionEvent) {
  if (event.persisted) open();
}

/** Holds the connection until it is ended. */
function connect(): () => void {
  open();
  addEventListener("online", hurry);
  addEventListener("pageshow", restored);
  document.addEventListener("visibilitychange", hurry);
  return () => {
    clearTimeout(retry);
    retry = undefined;
    source?.close();
    source = undefined;
    attempt = 0;
    removeEventListener("online", hurry);
    removeEventListener("pageshow", restored);
    document.removeEventListener("visibilitychange", hurry);
  };
}

/** Hears of every change from now on. @returns the function that stops it */
export function followCreations(listener: Listener): () => void {
  listeners.add(listener);
  if (listeners.size === 1) {
    pages = channelToPages<Told>("silica:creations", ({ id }) => tell(id));
    leave = asOneOfPages("silica:creations", connect);
  }
  // Where the connection stands already, or is another page's, nothing else says that it is time to look.
  const before = looks;
  const look = () => listeners.has(listener) && looks === before && listener(undefined);
  if (source?.readyState === EventSource.OPEN) queueMicrotask(look);
  else setTimeout(look, patienceMs);
  return () => {
    if (!listeners.delete(listener) || listeners.size > 0) return;
    leave?.();
    pages?.close();
    leave = pages = undefined;
  };
}
