import { createHash } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { Readable } from "node:stream";
import { AwsV4Signer } from "aws4fetch";
import { Agent, request } from "undici";
import { diskFull, unreachable } from "../failures";
import type { Bucket } from "./address";
import { textOf } from "./answers";

const ATTEMPTS = 3;
const PAUSE_MS = 300;
/** Answers that are worth another attempt. */
const passing = new Set([408, 429, 500, 502, 503, 504]);
/** What servers call a lack of room. */
const noRoom = new Set(["InsufficientStorage", "QuotaExceeded", "XMinioStorageFull", "StorageFull"]);

export interface BucketRequest {
  method: "GET" | "HEAD" | "PUT" | "POST" | "DELETE";
  /** without the prefix; undefined for the bucket itself */
  key?: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  body?: Uint8Array | { chunks: AsyncGenerator<Uint8Array>; sizeBytes: number };
  /** answers that are not a failure */
  expect: readonly number[];
}

export interface BucketAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Readable;
  /** the body where it is short; AppError `unavailable` where it breaks off */
  text(): Promise<string>;
  /** lets go of a body that nobody needs */
  done(): Promise<void>;
}

/** What a bucket answers when it refuses. */
export class BucketRefusal extends Error {
  override readonly name = "BucketRefusal";
  constructor(
    readonly status: number,
    /** the server's own word, such as NoSuchBucket */
    readonly code: string,
  ) {
    super(`The bucket answers ${status} ${code}`.trim());
  }
}

/**
 * Signs requests and sends them, and sends again what passes by: the one place that does. A body that is a stream goes
 * once; only before any of it was read may it go again. No attempt begins after `timeoutMs`.
 * @throws AppError `unavailable`; BucketRefusal for an answer nobody expected; what reading the body throws
 */
export function createBucketClient(bucket: Bucket, { timeoutMs }: { timeoutMs: number }) {
  const dispatcher = new Agent({
    connect: { timeout: Math.min(timeoutMs, 5_000) },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    connections: 256,
  });
  const keys = new Map<string, ArrayBuffer>();

  async function attempt({ method, key, query = {}, headers = {} }: BucketRequest, body: Sent): Promise<BucketAnswer> {
    const url = new URL(key === undefined ? bucket.origin : `${bucket.origin}/${bucket.prefix}${key}`);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const signed = await new AwsV4Signer({
      ...{ method, url: url.href, service: "s3", region: bucket.region, cache: keys },
      ...{ accessKeyId: bucket.accessKeyId, secretAccessKey: bucket.secretAccessKey },
      headers: { ...headers, "x-amz-content-sha256": body.digest },
    }).sign();
    const answer = await request(signed.url, {
      ...{ method, dispatcher, body: body.content ?? null },
      headers: { ...Object.fromEntries(signed.headers), "content-length": String(body.sizeBytes) },
    });
    // An answer that breaks off before anybody reads it must not end the process; whoever reads it is told.
    answer.body.on("error", () => {});
    return {
      status: answer.statusCode,
      headers: answer.headers,
      body: answer.body,
      text: () =>
        answer.body.text().catch((error: unknown) => {
          throw unreachable(error);
        }),
      done: () => answer.body.dump().catch(() => {}),
    };
  }

  return {
    async send(wanted: BucketRequest): Promise<BucketAnswer> {
      const source = sourceOf(wanted.body);
      const endsAt = performance.now() + timeoutMs;
      for (let attempts = 1; ; attempts++) {
        const again = () => attempts < ATTEMPTS && !source.spent() && performance.now() < endsAt;
        try {
          const answer = await attempt(wanted, source.sent());
          if (wanted.expect.includes(answer.status)) return answer;
          const refusal = await refusalOf(answer);
          if (!passing.has(answer.status) || !again()) throw refusal;
        } catch (error) {
          if (source.failure()) throw source.failure();
          if (error instanceof BucketRefusal) throw inOurWords(error);
          if (!again()) throw unreachable(error);
        }
        await pause(PAUSE_MS * 2 ** attempts * (0.5 + Math.random() / 2));
      }
    },
    close: () => dispatcher.close(),
  };
}

export type BucketClient = ReturnType<typeof createBucketClient>;

/** A body as one attempt sends it. */
interface Sent {
  content: Uint8Array | Readable | undefined;
  sizeBytes: number;
  digest: string;
}

/** Knows whether a stream was begun, so that it cannot be sent again, and whether it was the stream that failed. */
function sourceOf(body: BucketRequest["body"]) {
  if (body === undefined || body instanceof Uint8Array) {
    const digest = createHash("sha256")
      .update(body ?? "")
      .digest("hex");
    const sent: Sent = { content: body, sizeBytes: body?.byteLength ?? 0, digest };
    return { sent: () => sent, spent: () => false, failure: () => undefined };
  }
  const { chunks, sizeBytes } = body;
  let begun = false;
  let failure: Error | undefined;
  async function* watched(): AsyncGenerator<Uint8Array> {
    begun = true;
    try {
      yield* chunks;
    } catch (error) {
      failure = error instanceof Error ? error : new Error(String(error));
      throw failure;
    }
  }
  const sent = (): Sent => ({
    content: Readable.from(watched(), { objectMode: false }),
    sizeBytes,
    digest: "UNSIGNED-PAYLOAD",
  });
  return { sent, spent: () => begun, failure: () => failure };
}

async function refusalOf(answer: BucketAnswer): Promise<BucketRefusal> {
  const text = await answer.text().catch(() => "");
  return new BucketRefusal(answer.status, textOf(text, "Code") ?? "");
}

function inOurWords(refusal: BucketRefusal): Error {
  if (refusal.status === 507 || noRoom.has(refusal.code)) return diskFull(refusal);
  return passing.has(refusal.status) ? unreachable(refusal) : refusal;
}
