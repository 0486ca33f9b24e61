import { newId } from "@/lib/core";
import type { ImportedConversation, ImportedMessage } from "./imported";

/** A message as it will stand in the database, whose ids are all new. */
export interface NewMessage extends Omit<ImportedMessage, "key" | "parentKey" | "createdAt"> {
  id: string;
  parentId: string | null;
  createdAt: Date;
}

export interface NewTree {
  messages: NewMessage[];
  leafId: string | null;
  createdAt: Date;
  updatedAt: Date;
}

/**
 * Gives messages new ids, in the order in which the file has them, so that versions that were written at one moment
 * keep their order. Times that are missing are made from those around: a message is never older than the one above it.
 */
export function toRows({ messages, leafKey, createdAt, updatedAt }: ImportedConversation, now: Date): NewTree {
  const ids = messages.map(() => newId(now.getTime())).sort();
  const byKey = new Map(messages.map(({ key }, index) => [key, ids[index]!]));
  const times = messages.flatMap((message) => message.createdAt?.getTime() ?? []);
  const begun = createdAt?.getTime() ?? minimum(times) ?? updatedAt?.getTime() ?? now.getTime();
  let last = begun;
  const rows = messages.map((message, index): NewMessage => {
    const { key: _, parentKey, createdAt: own, ...rest } = message;
    last = own?.getTime() ?? last + 1;
    return {
      ...rest,
      id: ids[index]!,
      parentId: parentKey === null ? null : (byKey.get(parentKey) ?? null),
      createdAt: new Date(last),
    };
  });
  const leafId = (leafKey !== null && byKey.get(leafKey)) || newestLeaf(rows);
  const ended = updatedAt?.getTime() ?? maximum(rows.map((row) => row.createdAt.getTime())) ?? begun;
  return { messages: rows, leafId, createdAt: new Date(begun), updatedAt: new Date(ended) };
}

function newestLeaf(rows: readonly NewMessage[]): string | null {
  const parents = new Set(rows.map(({ parentId }) => parentId));
  return rows.findLast(({ id }) => !parents.has(id))?.id ?? null;
}

function minimum(times: readonly number[]): number | undefined {
  return times.length > 0 ? times.reduce((first, second) => Math.min(first, second)) : undefined;
}

function maximum(times: readonly number[]): number | undefined {
  return times.length > 0 ? times.reduce((first, second) => Math.max(first, second)) : undefined;
}
