import type { ChatStore } from "@/components/chat/chat-store";

const pageSize = 100;
const mostPages = 100;
const markedMs = 4_000;

/**
 * Brings a message of the conversation into view and marks it: on its branch, however far back, with the words that
 * were searched for.
 * @returns false where it is not there
 */
export async function reveal(
  store: ChatStore,
  messageId: string,
  query: string,
  signal: AbortSignal,
): Promise<boolean> {
  const isLoaded = () => store.getState().messages.some(({ id }) => id === messageId);
  if (!isLoaded() && !(await loadBack(store, isLoaded, signal))) {
    await store.showBranch(messageId);
    if (!(await loadBack(store, isLoaded, signal))) return false;
  }
  const section = await elementFor(`[data-turn~="${messageId}"]`, signal);
  section?.scrollIntoView({ block: "start" });
  // A turn far from the reader is an empty space until it has come near.
  const element = await elementFor(`[data-message="${messageId}"]`, signal);
  if (!element || signal.aborted) return false;
  const place = markWords(element, query);
  const target = place ?? element;
  target.scrollIntoView({ block: !place && element.clientHeight > innerHeight / 2 ? "start" : "center" });
  element.setAttribute("data-marked", "");
  setTimeout(() => element.removeAttribute("data-marked"), markedMs);
  return true;
}

async function loadBack(store: ChatStore, isLoaded: () => boolean, signal: AbortSignal): Promise<boolean> {
  for (let page = 0; page < mostPages && !isLoaded() && !signal.aborted; page++) {
    const before = store.getState().messages[0]?.id;
    if (!store.getState().hasOlder) return false;
    await store.loadOlder(pageSize);
    if (store.getState().messages[0]?.id === before) return false;
  }
  return isLoaded();
}

/** The element once it is drawn; undefined where it does not come. */
async function elementFor(selector: string, signal: AbortSignal): Promise<HTMLElement | undefined> {
  for (let frame = 0; frame < 120 && !signal.aborted; frame++) {
    const element = document.querySelector<HTMLElement>(selector);
    if (element) return element;
    await new Promise(requestAnimationFrame);
  }
  return undefined;
}

/** Marks the words in the message without touching its elements. @returns where the first of them stands */
function markWords(element: HTMLElement, query: string): Element | undefined {
  const words = Array.from(query.matchAll(/["“”]([^"“”]+)["“”]|[^\s"“”]+/gu), (match) =>
    (match[1] ?? match[0]).trim().toLowerCase(),
  ).filter(Boolean);
  const ranges: Range[] = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node && ranges.length < 1_000; node = walker.nextNode()) {
    const text = node.textContent?.toLowerCase() ?? "";
    for (const word of words) {
      for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
        if (at + word.length > (node.textContent?.length ?? 0)) break;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + word.length);
        ranges.push(range);
      }
    }
  }
  if ("highlights" in CSS) CSS.highlights.set("found", new Highlight(...ranges));
  return ranges[0]?.startContainer.parentElement ?? undefined;
}
