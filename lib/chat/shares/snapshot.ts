import { textOf } from "../answer";
import type { MessageRow } from "../rows";
import type { Omitted, SharedMessage, SharedSnapshot } from "./schema";

/** A branch as anyone may see it. Answers still being written are left out, since they would never be whole. */
export function snapshotOf(branch: readonly MessageRow[], systemPrompt: string | null): SharedSnapshot {
  return { systemPrompt, messages: branch.filter(({ state }) => state !== "streaming").map(toShared) };
}

function toShared({ role, parts, modelId, createdAt }: MessageRow): SharedMessage {
  const omitted: Omitted = { pictures: 0, documents: 0, tools: 0 };
  for (const part of parts) {
    if (part.type === "picture") omitted.pictures++;
    else if (part.type === "document") omitted.documents++;
    else if (part.type === "tool") omitted.tools++;
  }
  return { role, text: textOf(parts), modelId, createdAt: createdAt.toISOString(), omitted };
}
