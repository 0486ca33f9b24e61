import { unreachable } from "../failures";
import { completion, textOf } from "./answers";
import { BucketRefusal, type BucketClient } from "./requests";

/** The smallest a part may be, but for the last. */
export const PART_BYTES = 5 * 1024 * 1024;
/** Parts are held whole, so that each can be checked by the bucket and sent again: this many bodies at a time. */
const AT_ONCE = 6;

let free = AT_ONCE;
const waiting: (() => void)[] = [];
/** Those not in use. Made anew each time, they would pile up faster than they are collected. */
const buffers: Buffer[] = [];

async function withBuffer<Result>(work: (buffer: Buffer) => Promise<Result>): Promise<Result> {
  if (free > 0) free--;
  else await new Promise<void>((begin) => waiting.push(begin));
  const buffer = buffers.pop() ?? Buffer.allocUnsafeSlow(PART_BYTES);
  try {
    return await work(buffer);
  } finally {
    buffers.push(buffer);
    const next = waiting.shift();
    if (next) next();
    else free++;
  }
}

/** Sends a body whose size nobody knows, part by part, or whole where it is small. */
export async function putInParts(client: BucketClient, key: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  await withBuffer(async (buffer) => {
    let upload: string | undefined;
    const etags: string[] = [];
    try {
      for await (const { part, last } of partsOf(chunks, buffer)) {
        if (last && upload === undefined) {
          const answer = await client.send({ method: "PUT", key, body: part, expect: [200] });
          return await answer.done();
        }
        upload ??= await begin(client, key);
        etags.push(await sendPart(client, key, upload, etags.length + 1, part));
      }
      await complete(client, key, upload!, etags);
    } catch (error) {
      if (upload !== undefined) await abort(client, key, upload).catch(() => {});
      throw error;
    }
  });
}

/** One buffer, filled again and again: a part is done with when the next is asked for. */
async function* partsOf(
  chunks: AsyncIterable<Uint8Array>,
  buffer: Buffer,
): AsyncGenerator<{ part: Uint8Array; last: boolean }> {
  let filled = 0;
  let any = false;
  for await (const chunk of chunks) {
    for (let offset = 0; offset < chunk.byteLength;) {
      // A part goes once more is known to follow: the last may be short, but is not empty.
      if (filled === PART_BYTES) {
        yield { part: buffer, last: false };
        any = true;
        filled = 0;
      }
      const taken = chunk.subarray(offset, offset + PART_BYTES - filled);
      buffer.set(taken, filled);
      filled += taken.byteLength;
      offset += taken.byteLength;
    }
  }
  if (filled > 0 || !any) yield { part: buffer.subarray(0, filled), last: true };
}

async function begin(client: BucketClient, key: string): Promise<string> {
  const answer = await client.send({ method: "POST", key, query: { uploads: "" }, expect: [200] });
  const upload = textOf(await answer.text(), "UploadId");
  if (!upload) throw unreachable(new Error("The bucket began no upload."));
  return upload;
}

async function sendPart(
  client: BucketClient,
  key: string,
  upload: string,
  number: number,
  part: Uint8Array,
): Promise<string> {
  const query = { partNumber: String(number), uploadId: upload };
  const answer = await client.send({ method: "PUT", key, query, body: part, expect: [200] });
  await answer.done();
  const { etag } = answer.headers;
  if (typeof etag !== "string") throw unreachable(new Error("The bucket named no part."));
  return etag;
}

/** The answer may begin as a success before it is one, and then hold an error. */
async function complete(client: BucketClient, key: string, upload: string, etags: string[]): Promise<void> {
  const body = Buffer.from(completion(etags));
  const answer = await client.send({ method: "POST", key, query: { uploadId: upload }, body, expect: [200, 404] });
  // Asked twice, since the first answer was lost: the upload is gone because it became the file.
  if (answer.status === 404 && (await exists(client, key))) return answer.done();
  const text = await answer.text();
  if (!text.includes("CompleteMultipartUploadResult"))
    throw unreachable(new BucketRefusal(answer.status, textOf(text, "Code") ?? ""));
}

async function exists(client: BucketClient, key: string): Promise<boolean> {
  const answer = await client.send({ method: "HEAD", key, expect: [200, 404] });
  await answer.done();
  return answer.status === 200;
}

export async function abort(client: BucketClient, key: string, upload: string): Promise<void> {
  const answer = await client.send({ method: "DELETE", key, query: { uploadId: upload }, expect: [200, 204, 404] });
  await answer.done();
}
