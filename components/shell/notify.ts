/** Notifications of the browser: allowed on this device by its person, and only while no page is looked at. */
const storageKey = "silica:notify";
const channelName = "silica:notices";
/** How long a page that is out of view waits for one in view to say it has shown the news itself. */
const graceMs = 400;

export type NotifyState = "unsupported" | "off" | "on" | "denied";

export function notifyState(): NotifyState {
  if (typeof Notification === "undefined" || !window.isSecureContext) return "unsupported";
  if (Notification.permission === "denied") return "denied";
  return Notification.permission === "granted" && localStorage.getItem(storageKey) === "1" ? "on" : "off";
}

/** Asks the browser, which asks its person: to be called from a click. */
export async function allowNotify(): Promise<NotifyState> {
  if ((await Notification.requestPermission()) === "granted") localStorage.setItem(storageKey, "1");
  return notifyState();
}

export function forbidNotify(): NotifyState {
  localStorage.removeItem(storageKey);
  return notifyState();
}

let channel: BroadcastChannel | undefined;
const shownElsewhere = new Set<string>();

/** Listens to what other pages of this browser have shown. @returns the function that stops it */
export function listenToPages(): () => void {
  if (typeof BroadcastChannel === "undefined") return () => undefined;
  channel = new BroadcastChannel(channelName);
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (typeof data === "string") shownElsewhere.add(data);
  };
  return () => {
    channel?.close();
    channel = undefined;
  };
}

/** Tells the other pages that this one, in view, has shown something. */
export function tellPages(id: string): void {
  channel?.postMessage(id);
}

/** Shows a notification of the browser, one for all of its pages, unless one of them is in view. */
export function notify(id: string, title: string, body: string, open: () => void): void {
  if (notifyState() !== "on") return;
  setTimeout(() => {
    if (shownElsewhere.delete(id)) return;
    try {
      const notification = new Notification(title, { body, tag: id, icon: "/icon.svg" });
      notification.onclick = () => {
        window.focus();
        notification.close();
        open();
      };
    } catch {
      // Some phones show them for installed pages alone.
    }
  }, graceMs);
}
