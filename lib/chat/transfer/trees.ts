import type { ImportedMessage } from "./imported";

/**
 * Hangs every message below the nearest one above it that is kept. What leads nowhere, or in a circle, begins anew.
 * @param parents of all nodes of the file, also of those that are not kept
 */
export function liftOver(
  messages: readonly ImportedMessage[],
  parents: ReadonlyMap<string, string | null>,
): ImportedMessage[] {
  const kept = new Set(messages.map(({ key }) => key));
  /** the nearest kept node at or above one, so that no way is gone twice */
  const nearest = new Map<string, string | null>();
  const find = (start: string | null): string | null => {
    const way: string[] = [];
    const passed = new Set<string>();
    let at = start;
    let result: string | null = null;
    while (at !== null && !passed.has(at)) {
      if (kept.has(at)) {
        result = at;
        break;
      }
      const known = nearest.get(at);
      if (known !== undefined) {
        result = known;
        break;
      }
      passed.add(at);
      way.push(at);
      at = parents.get(at) ?? null;
    }
    for (const key of way) nearest.set(key, result);
    return result;
  };
  return withoutCircles(messages.map((message) => ({ ...message, parentKey: find(message.parentKey) })));
}

/** Cuts circles: a message that is its own ancestor begins a tree, as one does whose parent is not there. */
export function withoutCircles(messages: readonly ImportedMessage[]): ImportedMessage[] {
  const byKey = new Map(messages.map((message) => [message.key, message]));
  const sound = new Set<string>();
  const cut = new Set<string>();
  for (const { key } of messages) {
    const way = new Set<string>();
    let at: string | null = key;
    while (at !== null && !sound.has(at)) {
      if (way.has(at)) {
        cut.add(at);
        break;
      }
      way.add(at);
      const { parentKey }: ImportedMessage = byKey.get(at)!;
      at = parentKey !== null && byKey.has(parentKey) && !cut.has(at) ? parentKey : null;
    }
    for (const passed of way) sound.add(passed);
  }
  return messages.map((message) => {
    const { key, parentKey } = message;
    const isRoot = parentKey === null || cut.has(key) || !byKey.has(parentKey);
    return isRoot ? { ...message, parentKey: null } : message;
  });
}

/**
 * Makes one message of an answer that stands in several nodes (thoughts, what was said before a tool, the rest): where
 * the same side goes on and nothing else does.
 * @param leaf a node of the file; the leaf on screen is the kept one at or above it
 */
export function joinRuns(
  messages: readonly ImportedMessage[],
  leaf: string | null,
  parents: ReadonlyMap<string, string | null>,
): { messages: ImportedMessage[]; leafKey: string | null } {
  const children = new Map<string, number>();
  for (const { parentKey } of messages)
    if (parentKey !== null) children.set(parentKey, (children.get(parentKey) ?? 0) + 1);
  const joined = new Map<string, ImportedMessage>();
  const into = new Map<string, string>();
  for (const message of fromTheTop(messages)) {
    const parentKey = message.parentKey === null ? null : (into.get(message.parentKey) ?? message.parentKey);
    const parent = parentKey === null ? undefined : joined.get(parentKey);
    const continues = parent?.role === message.role && children.get(message.parentKey!) === 1;
    if (!parent || !continues) {
      joined.set(message.key, { ...message, parentKey });
      continue;
    }
    into.set(message.key, parent.key);
    joined.set(parent.key, {
      ...parent,
      parts: joinParts(parent.parts, message.parts),
      modelId: message.modelId ?? parent.modelId,
    });
  }
  let at = leaf;
  for (let steps = 0; at !== null && !joined.has(at) && steps <= parents.size; steps++) {
    at = into.get(at) ?? parents.get(at) ?? null;
  }
  return { messages: [...joined.values()], leafKey: at !== null && joined.has(at) ? at : null };
}

function joinParts(first: ImportedMessage["parts"], second: ImportedMessage["parts"]): ImportedMessage["parts"] {
  const parts = first.map((part) => ({ ...part }));
  for (const part of second) {
    const same = parts.find((known) => known.type === part.type);
    if (same && (same.type === "text" || same.type === "reasoning") && same.type === part.type) {
      same.text += `\n\n${part.text}`;
    } else if (part.type === "reasoning") parts.unshift(part);
    else parts.push(part);
  }
  return parts;
}

/** Parents before their children, otherwise in the given order. The messages are free of circles. */
export function fromTheTop<Item extends { key: string; parentKey: string | null }>(messages: readonly Item[]): Item[] {
  const below = new Map<string | null, Item[]>();
  for (const message of messages) {
    const list = below.get(message.parentKey);
    if (list) list.push(message);
    else below.set(message.parentKey, [message]);
  }
  const ordered: Item[] = [];
  const open = (below.get(null) ?? []).toReversed();
  for (let message = open.pop(); message; message = open.pop()) {
    ordered.push(message);
    open.push(...(below.get(message.key) ?? []).toReversed());
  }
  return ordered;
}
