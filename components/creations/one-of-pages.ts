/**
 * Lets one page of the browser do something for all of them: the one that came into view last, since phones put pages
 * out of view to sleep, with whatever they hold. Where the browser cannot arrange that (without https), every page does
 * it for itself.
 * @param begin called when it is this page's turn, perhaps several times; returns what ends it
 * @returns the function that gives it up
 */
export function asOneOfPages(name: string, begin: () => () => void): () => void {
  if (typeof navigator === "undefined" || !("locks" in navigator)) return begin();
  let turn: Turn | undefined;

  const ask = (steal: boolean) => {
    const mine: Turn = (turn = { waiting: new AbortController() });
    const options = steal ? { steal } : { signal: mine.waiting.signal };
    navigator.locks
      .request(name, options, () => {
        if (turn !== mine) return;
        mine.end = begin();
        return new Promise<void>((release) => (mine.release = release));
      })
      .catch(() => {
        if (turn !== mine) return;
        // Another page came into view: this one waits in line behind it.
        mine.end?.();
        ask(false);
      });
  };
  const leave = () => {
    const left = turn;
    turn = undefined;
    left?.end?.();
    left?.release?.();
    if (!left?.release) left?.waiting.abort();
  };
  const look = () => {
    if (document.visibilityState !== "visible" || turn?.end) return;
    leave();
    ask(true);
  };

  ask(document.visibilityState === "visible");
  document.addEventListener("visibilitychange", look);
  return () => {
    document.removeEventListener("visibilitychange", look);
    leave();
  };
}

interface Turn {
  waiting: AbortController;
  /** it is this page's turn: ends what it does */
  end?: () => void;
  release?: () => void;
}

/** A channel to the other pages; where there is none, nobody listens. */
export function channelToPages<Message>(name: string, hear: (message: Message) => void) {
  if (typeof BroadcastChannel === "undefined") return { tell: () => undefined, close: () => undefined };
  const channel = new BroadcastChannel(name);
  channel.onmessage = ({ data }: MessageEvent<Message>) => hear(data);
  return { tell: (message: Message) => channel.postMessage(message), close: () => channel.close() };
}
