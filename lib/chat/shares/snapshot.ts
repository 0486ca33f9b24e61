import type { Asset } from "@/lib/media/schema";
import { textOf } from "../answer";
import type { MessageRow } from "../rows";
import type { MessagePart } from "../schema";
import type { Omitted, SharedMessage, SharedPicture, StoredSnapshot } from "./schema";

/** Of the pictures that may be shown, by id. */
type Shown = ReadonlyMap<string, Pick<Asset, "width" | "height">>;

/**
 * A branch as anyone may see it. Answers still being written are left out, since they would never be whole.
 * @param shown the pictures that go with it; the others are counted
 */
export function snapshotOf(
  branch: readonly MessageRow[],
  systemPrompt: string | null,
  shown: Shown = new Map(),
): StoredSnapshot {
  const pictureIds: string[] = [];
  const messages = branch.filter(({ state }) => state !== "streaming").map((row) => toShared(row, shown, pictureIds));
  return { systemPrompt, messages, pictureIds };
}

/** Every picture of a branch: what was sent, and what was made. */
export function picturesIn(parts: readonly MessagePart[]): { assetId: string; alt: string }[] {
  return parts.flatMap((part) => {
    if (part.type === "picture") return [{ assetId: part.assetId, alt: part.alt }];
    return part.type === "tool" ? (part.assetIds ?? []).map((assetId) => ({ assetId, alt: "" })) : [];
  });
}

function toShared({ role, parts, modelId, createdAt }: MessageRow, shown: Shown, pictureIds: string[]): SharedMessage {
  const pictures: SharedPicture[] = [];
  const omitted: Omitted = { pictures: 0, documents: 0, tools: 0 };
  for (const { assetId, alt } of picturesIn(parts)) {
    const asset = shown.get(assetId);
    if (asset) {
      const number = pictureIds.push(assetId) - 1;
      pictures.push({ number, width: asset.width ?? 0, height: asset.height ?? 0, alt });
    } else omitted.pictures++;
  }
  for (const part of parts) {
    if (part.type === "document") omitted.documents++;
    else if (part.type === "tool") omitted.tools++;
  }
  return { role, text: textOf(parts), modelId, createdAt: createdAt.toISOString(), pictures, omitted };
}
