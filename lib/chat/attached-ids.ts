import type { MessagePart } from "./schema";

/** Ids of all pictures and documents of messages, each once. */
export function attachedIds(messages: readonly { parts: readonly MessagePart[] }[]): string[] {
  const ids = messages.flatMap(({ parts }) =>
    parts.flatMap((part) => (part.type === "picture" || part.type === "document" ? [part.assetId] : [])),
  );
  return [...new Set(ids)];
}
