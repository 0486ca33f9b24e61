import { newId } from "@/lib/core";
import { toProblem } from "../chat-store";
import type { AttachmentBox } from "./box";
import { mostAttachments, type AttachmentItem, type DocumentItem, type PictureItem } from "./item";
import { drawPages, importPicture, readDocument, uploadAsset } from "./requests";

/** Uploads at a time: the line is shared with the answer that may be streaming. */
const sideBySide = 3;

/** @returns how many there was no room for */
export function addFiles(box: AttachmentBox, files: readonly File[]): number {
  const items = files.map(itemOf);
  return addItems(box, items, files.length);
}

export function addAddress(box: AttachmentBox, url: string): number {
  return addItems(
    box,
    [{ ...newItem(nameOf(url), url), kind: "picture", alt: "", detail: "high", width: 0, height: 0 }],
    1,
  );
}

function addItems(box: AttachmentBox, items: readonly AttachmentItem[], count: number): number {
  const room = Math.max(0, mostAttachments - box.getItems().length);
  const added = items.slice(0, room);
  box.set([...box.getItems(), ...added]);
  for (const { key } of added) enqueue(() => bring(box, key));
  return count - added.length;
}

/** Another try of what has failed, from where it failed. */
export function retry(box: AttachmentBox, key: string): void {
  box.change(key, { state: "waiting", problem: undefined });
  enqueue(() => bring(box, key));
}

/** Goes on with items that another page has begun, such as documents whose reading it did not see. */
export function resume(box: AttachmentBox): void {
  for (const { key, state } of box.getItems()) if (state !== "ready") enqueue(() => bring(box, key));
}

/** Puts pictures of pages in the place of a document. @throws ApiError */
export async function turnIntoPictures(box: AttachmentBox, key: string, pages: number[]): Promise<void> {
  const document = box.find(key);
  if (document?.kind !== "document" || document.assetId === undefined) return;
  box.change(key, { state: "drawing", problem: undefined });
  try {
    const assets = await drawPages(document.assetId, pages);
    const pictures = assets.map(({ id, name, width, height }): PictureItem => ({
      ...newItem(name, undefined),
      kind: "picture",
      state: "ready",
      progress: 1,
      assetId: id,
      alt: "",
      detail: "high",
      width: width ?? 0,
      height: height ?? 0,
    }));
    box.set(box.getItems().flatMap((item): AttachmentItem[] => (item.key === key ? pictures : [item])));
  } catch (error) {
    box.change(key, { state: "failed", problem: toProblem(error) });
  }
}

async function bring(box: AttachmentBox, key: string): Promise<void> {
  try {
    const item = box.find(key);
    if (!item) return;
    if (item.assetId === undefined) await upload(box, item);
    const arrived = box.find(key);
    if (!arrived) return;
    if (arrived.kind === "document") await read(box, arrived);
    else box.change(key, { state: "ready", progress: 1 });
  } catch (error) {
    box.change(key, { state: "failed", problem: toProblem(error) });
  }
}

async function upload(box: AttachmentBox, { key, kind, source }: AttachmentItem): Promise<void> {
  if (source === undefined) return;
  box.change(key, { state: typeof source === "string" ? "fetching" : "uploading", progress: 0 });
  const asset =
    typeof source === "string"
      ? await importPicture(source)
      : await uploadAsset(kind, source, (progress) => box.change(key, { progress }));
  const { id: assetId, name, mediaType, sizeBytes, width, height } = asset;
  const arrived = { assetId, name, progress: 1, source: undefined };
  if (kind === "picture") box.change<PictureItem>(key, { ...arrived, width: width ?? 0, height: height ?? 0 });
  else box.change<DocumentItem>(key, { ...arrived, mediaType, sizeBytes });
}

async function read(box: AttachmentBox, { key, assetId }: DocumentItem): Promise<void> {
  if (assetId === undefined) return;
  box.change(key, { state: "reading" });
  const summary = await readDocument(assetId);
  if (summary.state === "failed") {
    box.change<DocumentItem>(key, {
      state: "failed",
      summary,
      problem: { code: "unsupported", reason: `document_${summary.reason ?? "damaged"}` },
    });
  } else box.change<DocumentItem>(key, { state: "ready", summary });
}

function itemOf(file: File): AttachmentItem {
  const item = newItem(file.name || "file", file);
  if (file.type.startsWith("image/") && file.type !== "image/svg+xml") {
    return { ...item, kind: "picture", alt: "", detail: "high", width: 0, height: 0 };
  }
  return { ...item, kind: "document", mediaType: file.type, sizeBytes: file.size, pages: "all", relevant: false };
}

function newItem(name: string, source: File | string | undefined) {
  return { key: newId(), name, state: "waiting" as const, progress: 0, source };
}

function nameOf(url: string): string {
  try {
    const { hostname, pathname } = new URL(url);
    return decodeURIComponent(pathname.split("/").at(-1) ?? "") || hostname;
  } catch {
    return url;
  }
}

const waiting: (() => Promise<void>)[] = [];
let running = 0;

function enqueue(work: () => Promise<void>): void {
  waiting.push(work);
  next();
}

function next(): void {
  while (running < sideBySide) {
    const work = waiting.shift();
    if (!work) return;
    running++;
    void work().finally(() => {
      running--;
      next();
    });
  }
}
