/**
 * What the server says of the person's creations as they change: one connection for the whole page of the browser,
 * however many parts of it listen. It names creations, never what is in them.
 */

/** undefined: something may have been missed, look at everything anew */
type Listener = (creationId: string | undefined) => void;

const listeners = new Set<Listener>();
let source: EventSource | undefined;
let retry: ReturnType<typeof setTimeout> | undefined;
let attempt = 0;

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
  for (const listener of listeners) listener(creationId);
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
    tell(undefined);
  };
  next.onmessage = ({ data }: MessageEvent<string>) => {
    const id = namedIn(data);
    if (id) tell(id);
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

/** Hears of every change from now on. @returns the function that stops it */
export function followCreations(listener: Listener): () => void {
  listeners.add(listener);
  if (source?.readyState === EventSource.OPEN) queueMicrotask(() => listeners.has(listener) && listener(undefined));
  if (listeners.size === 1) {
    open();
    addEventListener("online", hurry);
    addEventListener("pageshow", restored);
    document.addEventListener("visibilitychange", hurry);
  }
  return () => {
    if (!listeners.delete(listener) || listeners.size > 0) return;
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
