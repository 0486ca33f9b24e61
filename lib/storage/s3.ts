import { createHash } from "node:crypto";
import { missing, unreachable } from "./failures";
import { dismiss, measured, type Measures } from "./measured";
import { bucketOf, type BucketSettings } from "./s3/address";
import { elementsOf, textOf } from "./s3/answers";
import { abort, putInParts } from "./s3/parts";
import { BucketRefusal, createBucketClient, type BucketAnswer, type BucketClient } from "./s3/requests";
import { isKey, requireKey, type ByteRange, type Storage, type StoredFile } from "./storage";

/** Larger ones go in parts even where the size is known: a bucket takes no more at once. */
const LARGEST_AT_ONCE = 5 * 1024 ** 3;

/**
 * Keeps bytes in a bucket that speaks S3. What is in memory is sent whole, and a stream of known size as it comes, in
 * one request each; a stream of unknown size goes in parts. A bucket shows a file when it has all of it.
 * @throws BucketAddressError
 */
export function openBucket(
  settings: BucketSettings & { STORAGE_TIMEOUT_MS: number },
): Storage & { close(): Promise<void> } {
  const bucket = bucketOf(settings);
  const client = createBucketClient(bucket, { timeoutMs: settings.STORAGE_TIMEOUT_MS });

  return {
    async put(key, body, { sizeBytes } = {}) {
      requireKey(key);
      try {
        if (body instanceof Uint8Array) return await putWhole(client, key, body);
        const { chunks, measures } = measured(body, sizeBytes);
        if (sizeBytes !== undefined && sizeBytes <= LARGEST_AT_ONCE) {
          return await putStream(client, key, { chunks, sizeBytes, measures });
        }
        await inOurWords(putInParts(client, key, chunks));
        return measures();
      } catch (error) {
        await dismiss(body, error);
        throw error;
      }
    },

    async open(key, range) {
      requireKey(key);
      const headers: Record<string, string> = range ? { range: `bytes=${range.start}-${range.end}` } : {};
      const answer = await inOurWords(client.send({ method: "GET", key, headers, expect: [200, 206] }));
      const stream = streamOf(answer);
      try {
        return { stream, sizeBytes: wholeSize(answer, range) };
      } catch (error) {
        await stream.cancel();
        throw error;
      }
    },

    async sizeOf(key) {
      requireKey(key);
      return sizeOf(client, key);
    },

    async delete(key) {
      requireKey(key);
      const answer = await inOurWords(client.send({ method: "DELETE", key, expect: [200, 204, 404] }));
      await answer.done();
      await inOurWords(abortUploads(client, bucket.prefix, key));
    },

    async list(from) {
      const query = { "list-type": "2", prefix: bucket.prefix, ...(from === undefined ? {} : { "start-after": from }) };
      const answer = await inOurWords(client.send({ method: "GET", query, expect: [200] }));
      const text = await answer.text();
      const names = elementsOf(text, "Contents").map((entry) => ({ entry, name: textOf(entry, "Key") ?? "" }));
      const files = names.flatMap(({ entry, name }) => fileOf(entry, name.slice(bucket.prefix.length)));
      const more = textOf(text, "IsTruncated") === "true";
      return { files, next: more ? names.at(-1)?.name : undefined };
    },

    close: () => client.close(),
  };
}

async function putWhole(client: BucketClient, key: string, body: Uint8Array): Promise<Measures> {
  const answer = await inOurWords(client.send({ method: "PUT", key, body, expect: [200] }));
  await answer.done();
  return { sizeBytes: body.byteLength, sha256: createHash("sha256").update(body).digest("hex") };
}

interface Sized {
  chunks: AsyncGenerator<Uint8Array>;
  sizeBytes: number;
  measures: () => Measures;
}

/** Signed before its digest is known, so what arrived is compared afterwards: by its MD5, or else read back. */
async function putStream(client: BucketClient, key: string, { chunks, sizeBytes, measures }: Sized): Promise<Measures> {
  const md5 = createHash("md5");
  async function* hashed(): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      md5.update(chunk);
      yield chunk;
    }
  }
  const body = { chunks: hashed(), sizeBytes };
  const answer = await inOurWords(client.send({ method: "PUT", key, body, expect: [200] }));
  await answer.done();
  const found = measures();
  if (answer.headers.etag === `"${md5.digest("hex")}"`) return found;
  // A bucket that encrypts has tags of another kind.
  if ((await digestOf(client, key)) === found.sha256) return found;
  await client.send({ method: "DELETE", key, expect: [200, 204, 404] }).catch(() => {});
  throw unreachable(new Error("The bucket keeps other bytes than it was sent."));
}

async function digestOf(client: BucketClient, key: string): Promise<string> {
  const answer = await inOurWords(client.send({ method: "GET", key, expect: [200] }));
  const { chunks, measures } = measured(streamOf(answer), undefined);
  while (!(await chunks.next()).done);
  return measures().sha256;
}

async function sizeOf(client: BucketClient, key: string): Promise<number | undefined> {
  const answer = await inOurWords(client.send({ method: "HEAD", key, expect: [200, 404] }));
  await answer.done();
  if (answer.status === 404) return undefined;
  if (answer.headers["content-length"] === undefined) throw unreachable(new Error("The bucket does not say sizes."));
  return Number(answer.headers["content-length"]);
}

/** Not every server tells of uploads that were begun; those have to clear them away by themselves. */
async function abortUploads(client: BucketClient, prefix: string, key: string): Promise<void> {
  const query = { uploads: "", prefix: `${prefix}${key}` };
  const answer = await client.send({ method: "GET", query, expect: [200, 400, 403, 404, 405, 501] });
  const text = await answer.text();
  if (answer.status !== 200) return;
  for (const upload of elementsOf(text, "Upload")) {
    const id = textOf(upload, "UploadId");
    if (id && textOf(upload, "Key") === `${prefix}${key}`) await abort(client, key, id);
  }
}

function fileOf(entry: string, key: string): StoredFile[] {
  if (!isKey(key)) return [];
  const sizeBytes = Number(textOf(entry, "Size") ?? 0);
  return [{ key, sizeBytes, writtenAt: new Date(textOf(entry, "LastModified") ?? 0) }];
}

/** Of `bytes 0-9/200` the size after the slash; of an answer that is whole its length. */
function wholeSize({ status, headers }: BucketAnswer, range: ByteRange | undefined): number {
  const part = new RegExp(`^bytes ${range?.start}-${range?.end}/(\\d+)$`).exec(String(headers["content-range"]));
  const told = range ? part?.[1] : headers["content-length"];
  if (told === undefined || status !== (range ? 206 : 200)) {
    throw unreachable(new Error("The bucket answers with other bytes than it was asked for."));
  }
  return Number(told);
}

/** Reads as it is asked for; a reader that goes ends the request. */
function streamOf({ body }: BucketAnswer): ReadableStream<Uint8Array<ArrayBuffer>> {
  const chunks = body[Symbol.asyncIterator]() as AsyncIterator<Uint8Array<ArrayBuffer>>;
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        try {
          const { done, value } = await chunks.next();
          if (done) controller.close();
          else controller.enqueue(value);
        } catch (error) {
          controller.error(unreachable(error));
        }
      },
      cancel: () => void body.destroy(),
    },
    { highWaterMark: 0 },
  );
}

async function inOurWords<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof BucketRefusal)) throw error;
    throw error.status === 404 && error.code !== "NoSuchBucket" ? missing(error) : unreachable(error);
  }
}
