import { mostAttachments, moved, type AttachmentItem } from "./item";

const storagePrefix = "silica:attachments:";

/** What is attached and not sent, outside of React. Kept in this browser until it is sent, without its bytes. */
export class AttachmentBox {
  private items: readonly AttachmentItem[];
  private readonly listeners = new Set<() => void>();
  private storageKey: string | undefined;

  constructor(items: readonly AttachmentItem[] = []) {
    this.items = items;
  }

  readonly getItems = (): readonly AttachmentItem[] => this.items;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  set(items: readonly AttachmentItem[]): void {
    if (items === this.items) return;
    this.items = items;
    this.keep();
    for (const listener of this.listeners) listener();
  }

  /** Changes one item, if it is still there. */
  change<Kind extends AttachmentItem>(key: string, change: Partial<Omit<Kind, "kind" | "key">>): void {
    if (!this.items.some((item) => item.key === key)) return;
    this.set(this.items.map((item) => (item.key === key ? ({ ...item, ...change } as AttachmentItem) : item)));
  }

  find(key: string): AttachmentItem | undefined {
    return this.items.find((item) => item.key === key);
  }

  remove(key: string): void {
    this.set(this.items.filter((item) => item.key !== key));
  }

  move(key: string, to: number): void {
    this.set(
      moved(
        this.items,
        this.items.findIndex((item) => item.key === key),
        to,
      ),
    );
  }

  /** Everything, which is then no longer here. */
  take(): readonly AttachmentItem[] {
    const { items } = this;
    this.set([]);
    return items;
  }

  /**
   * Keeps what is attached to a conversation (or to the page for a new one) in this browser from now on.
   * @returns what was kept there before
   */
  keepFor(conversationId: string): readonly AttachmentItem[] {
    const storageKey = storagePrefix + conversationId;
    if (this.storageKey === storageKey) return [];
    if (this.storageKey !== undefined) tryStorage((storage) => storage.removeItem(this.storageKey!));
    this.storageKey = storageKey;
    const kept = tryStorage((storage) => storage.getItem(storageKey));
    if (this.items.length > 0) this.keep();
    return this.items.length > 0 ? [] : parse(kept);
  }

  private keep(): void {
    const { storageKey } = this;
    if (storageKey === undefined) return;
    const arrived = this.items.filter(({ assetId }) => assetId !== undefined);
    tryStorage((storage) => {
      if (arrived.length === 0) storage.removeItem(storageKey);
      else storage.setItem(storageKey, JSON.stringify(arrived.map(({ source: _, problem: __, ...item }) => item)));
    });
  }
}

/** Attaches to the next new conversation, from a page where none is. */
export function attachToNewChat(item: AttachmentItem): void {
  const storageKey = `${storagePrefix}new`;
  tryStorage((storage) => {
    const kept = parse(storage.getItem(storageKey)).filter(({ assetId }) => assetId !== item.assetId);
    storage.setItem(storageKey, JSON.stringify([...kept, item].slice(-mostAttachments)));
  });
}

/** What is attached belongs to who is signed in. */
export function forgetAttachments(): void {
  tryStorage((storage) => {
    for (const key of Object.keys(storage)) if (key.startsWith(storagePrefix)) storage.removeItem(key);
  });
}

function parse(kept: string | null | undefined): readonly AttachmentItem[] {
  try {
    const items: unknown = JSON.parse(kept ?? "[]");
    return Array.isArray(items) ? (items as unknown[]).filter(isItem) : [];
  } catch {
    return [];
  }
}

function isItem(value: unknown): value is AttachmentItem {
  const item = value as Partial<AttachmentItem> | null;
  return (
    typeof item === "object" &&
    item !== null &&
    (item.kind === "picture" || item.kind === "document") &&
    typeof item.key === "string" &&
    typeof item.name === "string" &&
    typeof item.assetId === "string"
  );
}

/** A browser may forbid its storage, or have none left. */
function tryStorage<Result>(act: (storage: Storage) => Result): Result | undefined {
  try {
    return act(window.localStorage);
  } catch {
    return undefined;
  }
}
