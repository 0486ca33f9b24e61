import { setTimeout as delay } from "node:timers/promises";
import { isOver, type CallState } from "@/lib/creations/schema";
import type { Context } from "@/lib/db";
import { storage } from "@/lib/storage";
import { findSpool, openSpool } from "./spool";

const CHUNK_BYTES = 65_536;
/** How often the row is looked at where nothing in this process tells of news. */
const LOOK_MS = 150;

interface Place {
  creationId: string;
  position: number;
}

/**
 * The sound of a part from its beginning to its end, as it comes: while this process writes it, from the file that grows;
 * while another does, from the same file where that is within reach; then from the storage. Of a part that fails without
 * a sound, nothing.
 */
export async function* followPart(ctx: Context, place: Place): AsyncGenerator<Uint8Array, void> {
  let sent = 0;
  for (;;) {
    const part = await findPart(ctx, place);
    if (!part) return;
    if (isOver(part.state)) {
      // Of a part that is repeated, what was there before counts again where nothing new came.
      if (part.key !== null) yield* fromStorage(part.key, part.sizeBytes ?? 0, sent);
      return;
    }
    for await (const piece of fromSpool(part.callId, sent)) {
      sent += piece.byteLength;
      yield piece;
    }
    if (ctx.signal?.aborted) return;
    await Promise.race([delay(LOOK_MS), findSpool(part.callId)?.changed()]);
  }
}

interface PartState {
  callId: string;
  key: string | null;
  sizeBytes: number | null;
  state: CallState;
}

async function findPart(ctx: Context, { creationId, position }: Place): Promise<PartState | undefined> {
  const [part] = await ctx.db.$queryRaw<PartState[]>`
    select p.call_id as "callId", p.key, p.size_bytes as "sizeBytes", c.state::text as state
    from speech_parts p join creation_calls c on c.id = p.call_id
    where p.creation_id = ${creationId} and p.position = ${position}`;
  return part;
}

/** What is in the file by now, and what comes as long as this process writes it. */
async function* fromSpool(callId: string, from: number): AsyncGenerator<Uint8Array, void> {
  const handle = await openSpool(callId);
  if (!handle) return;
  try {
    for (let position = from; ;) {
      // Before reading: what is written in between is then seen as a change.
      const spool = findSpool(callId);
      const size = spool?.sizeBytes;
      // What is known to be there, so that small pieces do not each take the room of a large one.
      const wanted = size === undefined ? CHUNK_BYTES : Math.min(CHUNK_BYTES, Math.max(1, size - position));
      const buffer = Buffer.allocUnsafeSlow(wanted);
      const { bytesRead } = await handle.read(buffer, 0, wanted, position);
      if (bytesRead > 0) {
        position += bytesRead;
        yield buffer.subarray(0, bytesRead);
      } else if (!spool) return;
      else if (spool.sizeBytes === size) await spool.changed();
    }
  } finally {
    await handle.close().catch(() => {});
  }
}

async function* fromStorage(key: string, sizeBytes: number, from: number): AsyncGenerator<Uint8Array, void> {
  if (from >= sizeBytes) return;
  const { stream } = await storage().open(key, { start: from, end: sizeBytes - 1 });
  yield* stream as unknown as AsyncIterable<Uint8Array>;
}
