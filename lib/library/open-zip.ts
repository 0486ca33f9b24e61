import { makeZip } from "client-zip";
import { isAppError, newId } from "@/lib/core";
import type { Context } from "@/lib/db";
import { openAsset } from "@/lib/media";
import { noItem, requirePerson } from "./person";
import type { ItemsInput, ZipQuery } from "./schema";
import { readManifestRows, toEntry, type ManifestEntry, type ManifestRow } from "./zip-manifest";
import { createZipNames } from "./zip-names";

const selectionMs = 15 * 60_000;
const manifestName = "manifest.json";
const batch = 50;

/**
 * Remembers for a quarter of an hour which items are to be downloaded together, since their ids would not fit into an
 * address. @throws AppError `not_found` where none of them is there
 */
export async function selectItems(ctx: Context, { ids }: ItemsInput): Promise<{ selection: string; count: number }> {
  const userId = requirePerson(ctx);
  const found = await ctx.db.asset.findMany({
    where: { userId, id: { in: ids }, trashedAt: null },
    select: { id: true },
  });
  if (found.length === 0) throw noItem();
  const own = new Set(found.map(({ id }) => id));
  const id = newId();
  const assetIds = [...new Set(ids)].filter((each) => own.has(each));
  const expiresAt = new Date(ctx.now.getTime() + selectionMs);
  await ctx.db.librarySelection.create({ data: { id, userId, assetIds, expiresAt } });
  return { selection: id, count: assetIds.length };
}

/**
 * Items as one ZIP archive, written as it is taken: nothing but the piece on its way is in memory, and when the reader
 * goes, the file that is open is closed. Pictures and clips are compressed already, so they are stored as they are. At
 * the end stands a manifest that says how each was made; a file that is missing is noted there.
 * @throws AppError `not_found` where the selection, or each of the items, is somebody else's or past
 */
export async function openZip(ctx: Context, query: ZipQuery): Promise<ReadableStream<Uint8Array>> {
  const userId = requirePerson(ctx);
  const ids = query.ids ?? (await readSelection(ctx, userId, query.selection ?? ""));
  const first = await readManifestRows(ctx, userId, ids.slice(0, batch));
  if (first.length === 0 && ids.length <= batch) throw noItem();

  let open: ReadableStreamDefaultReader<Uint8Array> | undefined;
  let isOver = false;
  const archive = makeZip(files()).getReader();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await archive.read();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel(reason) {
        isOver = true;
        await open?.cancel(reason).catch(() => {});
        await archive.cancel(reason).catch(() => {});
      },
    },
    { highWaterMark: 0 },
  );

  async function* files() {
    const nameOf = createZipNames([manifestName]);
    const entries: ManifestEntry[] = [];
    for (let from = 0; from < ids.length && !isOver; from += batch) {
      const rows = from === 0 ? first : await readManifestRows(ctx, userId, ids.slice(from, from + batch));
      for (const row of rows) {
        if (isOver) return;
        const begun = await begin(ctx, row);
        if ("missing" in begun) {
          entries.push(toEntry(row, { missing: begun.missing }));
          continue;
        }
        const file = nameOf(row.name, row.mediaType);
        open = begun.reader;
        yield { name: file, lastModified: row.createdAt, input: pieces(begun) };
        open = undefined;
        entries.push(toEntry(row, { file }));
      }
    }
    yield { name: manifestName, lastModified: ctx.now, input: JSON.stringify({ items: entries }, null, 2) };
  }
}

interface Begun {
  reader: ReadableStreamDefaultReader<Uint8Array>;
  piece: ReadableStreamReadResult<Uint8Array>;
}

/** Opens a file and reads its first piece: what cannot be read at all is known before it has a place in the archive. */
async function begin(ctx: Context, { id }: ManifestRow): Promise<Begun | { missing: string }> {
  let reader: Begun["reader"] | undefined;
  try {
    const { stream } = await openAsset(ctx, id);
    reader = stream.getReader();
    return { reader, piece: await reader.read() };
  } catch (error) {
    await reader?.cancel().catch(() => {});
    return { missing: (isAppError(error) && error.details.reason) || "file_missing" };
  }
}

async function* pieces({ reader, piece }: Begun): AsyncGenerator<Uint8Array> {
  for (let next = piece; !next.done; next = await reader.read()) yield next.value;
}

async function readSelection(ctx: Context, userId: string, id: string): Promise<string[]> {
  const row = await ctx.db.librarySelection.findFirst({
    where: { id, userId, expiresAt: { gt: ctx.now } },
    select: { assetIds: true },
  });
  if (!row) throw noItem();
  return row.assetIds;
}
