/**
 * Lets one page of the browser do something for all of them: the first that asks, and when it goes, another. Where the
 * browser cannot arrange that (without https), every page does it for itself.
 * @param begin called when it is this page's turn; returns what ends it
 * @returns the function that gives it up
 */
export function asOneOfPages(name: string, begin: () => () => void): () => void {
  if (typeof navigator === "undefined" || !("locks" in navigator)) return begin();
  const waiting = new AbortController();
  let release: (() => void) | undefined;
  navigator.locks
    .request(name, { signal: waiting.signal }, () => {
      const end = begin();
      return new Promise<void>((resolve) => {
        release = () => {
          end();
          resolve();
        };
      });
    })
    // given up before its turn came
    .catch(() => undefined);
  return () => {
    if (release) release();
    else waiting.abort();
  };
}

/** A channel to the other pages; where there is none, nobody listens. */
export function channelToPages<Message>(name: string, hear: (message: Message) => void) {
  if (typeof BroadcastChannel === "undefined") return { tell: () => undefined, close: () => undefined };
  const channel = new BroadcastChannel(name);
  channel.onmessage = ({ data }: MessageEvent<Message>) => hear(data);
  return { tell: (message: Message) => channel.postMessage(message), close: () => channel.close() };
}
