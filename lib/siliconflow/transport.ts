import { Readable } from "node:stream";
import { Pool } from "undici";
import { Breaker } from "./breaker";
import { errorOf } from "./error-body";
import { failureInside, failureOfNetwork, ProviderError, unconfigured, type Repeat } from "./errors";
import { Exchange, type Head, type Sink } from "./exchange";
import { Patience } from "./patience";
import { withRetries } from "./retry";
import { abortError, type Settings } from "./settings";

/** What a caller may say about any call. */
export interface CallOptions {
  signal?: AbortSignal | undefined;
  /** shortens the whole call's time limit */
  totalTimeoutMs?: number | undefined;
  /** what the account's limits refuse, or an overloaded model, is not asked for again here: the caller waits its turn */
  takesTurns?: boolean | undefined;
}

export interface Call extends CallOptions {
  method: "GET" | "POST";
  /** beneath the base URL, with its query */
  path: string;
  /** pieces are sent one after the other */
  body?: string | Buffer | Buffer[];
  contentType?: string;
  accept?: string;
  repeat: Repeat;
  model?: string;
  /** until the answer's headers; the whole time limit where unset */
  headersTimeoutMs?: number;
}

const jsonBytes = 16 * 1_048_576;

/** The way to the provider: one pool of kept connections to the configured origin, and nothing else ever gets the key. */
export class Transport {
  readonly #origin: string;
  readonly #prefix: string;
  readonly #breaker: Breaker;
  #pool: Pool | undefined;

  constructor(readonly settings: Settings) {
    const base = new URL(settings.baseUrl);
    this.#origin = base.origin;
    this.#prefix = base.pathname.replace(/\/+$/, "");
    this.#breaker = new Breaker(settings);
  }

  /**
   * Makes a call, repeating it where that is right, until `accept` has taken a successful answer and resolved it.
   * @throws ProviderError, or an AbortError when the signal fires
   */
  async open<Result>(call: Call, accept: (exchange: Exchange<Result>, head: Head) => Sink): Promise<Result> {
    const { apiKey } = this.settings;
    if (apiKey === undefined || !/^[\x21-\x7e]+$/.test(apiKey)) throw unconfigured();
    return withRetries(this.settings, call, async ({ remainingMs, askedToWait }) => {
      const passage = await this.#breaker.enter(call.model, call.signal);
      if (call.signal?.aborted) {
        passage.failed(undefined);
        throw abortError(call.signal);
      }
      try {
        const exchange = new Exchange(
          {
            repeat: call.repeat,
            signal: call.signal,
            headersTimeoutMs: Math.min(call.headersTimeoutMs ?? remainingMs, remainingMs),
            totalTimeoutMs: remainingMs,
            gapTimeoutMs: this.settings.gapTimeoutMs,
            askedToWait,
            began: (status) => status < 500 && passage.answered(),
          },
          accept,
        );
        this.#dispatch(call, apiKey, exchange);
        return await exchange.result;
      } catch (error) {
        passage.failed(error);
        throw error;
      }
    });
  }

  /**
   * Makes a call whose answer is one JSON value.
   * @param read takes what is used out of the value; undefined says that the promised thing is not in it
   */
  async json<Result>(
    call: Call,
    read: (value: unknown, traceId: string | undefined) => Result | undefined,
    maxBytes = jsonBytes,
  ): Promise<Result> {
    return this.open<Result>(call, (exchange, head) => {
      const context = { status: head.status, repeat: call.repeat, ...(head.traceId && { traceId: head.traceId }) };
      return collect(exchange, this.settings.gapTimeoutMs, maxBytes, (bytes) => {
        const value = parse(bytes);
        const result = value === undefined ? undefined : read(value, head.traceId);
        if (result !== undefined) return result;
        const inside = value === undefined ? undefined : errorOf(value);
        throw inside?.code !== undefined || inside?.hint || inside?.limitKind
          ? failureInside(inside, context)
          : failureOfNetwork("malformed", { ...context, sent: true });
      });
    });
  }

  async close(): Promise<void> {
    await this.#pool?.destroy();
    this.#pool = undefined;
  }

  #dispatch<Result>(call: Call, apiKey: string, exchange: Exchange<Result>): void {
    const headers: Record<string, string> = {
      accept: call.accept ?? "application/json",
      "accept-encoding": "identity",
      authorization: `Bearer ${apiKey}`,
      "user-agent": "silica",
    };
    const { body = null } = call;
    if (body !== null) headers["content-type"] = call.contentType ?? "application/json";
    if (Array.isArray(body)) headers["content-length"] = String(body.reduce((sum, { length }) => sum + length, 0));
    this.#pool ??= new Pool(this.#origin, {
      // A stream keeps its connection to itself, so that closing it stops that call and no other.
      allowH2: false,
      pipelining: 1,
      connect: { timeout: this.settings.connectTimeoutMs },
      keepAliveTimeout: 20_000,
      // The exchange keeps the time: undici's own timers are coarse and know no first token.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    this.#pool.dispatch(
      {
        method: call.method,
        path: this.#prefix + call.path,
        headers,
        body: Array.isArray(body) ? Readable.from(body) : body,
      },
      exchange,
    );
  }
}

/** Gathers a bounded answer and settles the exchange with what `finish` makes of it. */
function collect<Result>(
  exchange: Exchange<Result>,
  gapTimeoutMs: number,
  maxBytes: number,
  finish: (bytes: Buffer) => Result,
): Sink {
  const chunks: Buffer[] = [];
  let size = 0;
  const gap = new Patience(gapTimeoutMs, () => exchange.stop("timeout_gap"));
  gap.start();
  return {
    data(chunk) {
      gap.touch();
      chunks.push(chunk);
      size += chunk.length;
      if (size > maxBytes) exchange.stop("malformed");
    },
    end() {
      gap.stop();
      try {
        exchange.resolve(finish(Buffer.concat(chunks, size)));
      } catch (error) {
        exchange.reject(error instanceof ProviderError ? error : unreadable(error));
      }
    },
    fail() {
      gap.stop();
    },
  };
}

function unreadable(error: unknown): Error {
  return error instanceof Error ? error : new Error("The answer could not be read.");
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    return undefined;
  }
}
