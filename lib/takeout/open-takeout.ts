import { createHash } from "node:crypto";
import { makeZip } from "client-zip";
import { redeemTakeout, watchSession } from "@/lib/auth";
import { exportConversations } from "@/lib/chat";
import type { Context } from "@/lib/db";
import { storage } from "@/lib/storage";
import { asArray, readRows } from "./read-rows";
import { ownTables } from "./tables";

const filesAtOnce = 100;
const encoder = new TextEncoder();

/** What the manifest says of one file of the archive. */
interface Entry {
  file: string;
  sizeBytes: number;
  sha256: string;
}

/**
 * Everything of one person as one ZIP archive, written as it is taken: conversations in a file that can be imported, all
 * other rows as JSON, every file byte for byte, and at the end a manifest with the checksum of each. It ends with its
 * session.
 * @throws AppError `not_found` where the link has run out or is another session's
 */
export async function openTakeout(ctx: Context, { token }: { token: string }): Promise<ReadableStream<Uint8Array>> {
  const { userId, sessionId } = await redeemTakeout(ctx, token);
  const { pieces: conversations } = await exportConversations(ctx, { format: "json" });
  let open: ReadableStreamDefaultReader<Uint8Array> | undefined;
  let isOver = false;
  const archive = makeZip(files()).getReader();
  let unwatch = () => {};
  const end = async (reason: unknown) => {
    isOver = true;
    unwatch();
    await open?.cancel(reason).catch(() => {});
    await archive.cancel(reason).catch(() => {});
  };
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        unwatch = watchSession(sessionId, () => {
          controller.error(new Error("The session has ended."));
          void end("session");
        });
      },
      async pull(controller) {
        const { done, value } = await archive.read();
        if (isOver) return;
        if (!done) return controller.enqueue(value);
        unwatch();
        controller.close();
      },
      cancel: end,
    },
    { highWaterMark: 0 },
  );

  async function* files() {
    const entries: Entry[] = [];
    const missing: { id: string; name: string }[] = [];
    const add = (file: string, input: AsyncGenerator<string | Uint8Array>) => ({
      ...{ name: file, lastModified: ctx.now },
      input: summed(file, input, entries),
    });
    yield add("conversations.json", conversations);
    for (const [name, table] of Object.entries(ownTables)) {
      if (isOver) return;
      yield add(`rows/${name}.json`, asArray(readRows(ctx, name, table, userId)));
    }
    for await (const { id, name, key, mediaType } of readFiles(ctx, userId)) {
      if (isOver) return;
      const stream = await openFile(key);
      if (!stream) {
        missing.push({ id, name });
        continue;
      }
      open = stream.reader;
      yield add(`files/${id}${extensionOf(mediaType)}`, pieces(stream));
      open = undefined;
    }
    const manifest = { exportedAt: ctx.now, files: entries, missing };
    yield { name: "manifest.json", lastModified: ctx.now, input: `${JSON.stringify(manifest, null, 2)}\n` };
  }
}

async function* summed(
  file: string,
  input: AsyncGenerator<string | Uint8Array>,
  entries: Entry[],
): AsyncGenerator<Uint8Array> {
  const hash = createHash("sha256");
  let sizeBytes = 0;
  for await (const piece of input) {
    const bytes = typeof piece === "string" ? encoder.encode(piece) : piece;
    hash.update(bytes);
    sizeBytes += bytes.length;
    yield bytes;
  }
  entries.push({ file, sizeBytes, sha256: hash.digest("hex") });
}

interface FileRow {
  id: string;
  name: string;
  key: string;
  mediaType: string;
}

/** Every file of the person, also those in the trash. */
async function* readFiles(ctx: Context, userId: string): AsyncGenerator<FileRow> {
  for (let after = ""; ;) {
    const rows: FileRow[] = await ctx.db.asset.findMany({
      where: { userId, id: { gt: after } },
      orderBy: { id: "asc" },
      take: filesAtOnce,
      select: { id: true, name: true, key: true, mediaType: true },
    });
    yield* rows;
    after = rows.at(-1)?.id ?? "";
    if (rows.length < filesAtOnce) return;
  }
}

interface OpenFile {
  reader: ReadableStreamDefaultReader<Uint8Array>;
  first: ReadableStreamReadResult<Uint8Array>;
}

/** Reads the first piece: what cannot be read at all is known before it has a place in the archive. */
async function openFile(key: string): Promise<OpenFile | undefined> {
  let reader: OpenFile["reader"] | undefined;
  try {
    reader = (await storage().open(key)).stream.getReader();
    return { reader, first: await reader.read() };
  } catch {
    await reader?.cancel().catch(() => {});
    return undefined;
  }
}

async function* pieces({ reader, first }: OpenFile): AsyncGenerator<Uint8Array> {
  for (let next = first; !next.done; next = await reader.read()) yield next.value;
}

function extensionOf(mediaType: string): string {
  const known: Record<string, string> = { jpeg: "jpg", mpeg: "mp3", plain: "txt", markdown: "md" };
  const [, subtype = ""] = /^[a-z]+\/([a-z0-9]{2,8})$/.exec(mediaType) ?? [];
  return subtype ? `.${known[subtype] ?? subtype}` : "";
}
