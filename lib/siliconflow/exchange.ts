import type { Dispatcher } from "undici";
import { readErrorBody } from "./error-body";
import { failureOfNetwork, failureOfStatus, type Ending, type ProviderError, type Repeat } from "./errors";
import { readRetryAfter } from "./retry";
import { abortError } from "./settings";

/** The beginning of a successful answer. */
export interface Head {
  status: number;
  contentType: string;
  traceId: string | undefined;
}

/** Takes the bytes of a successful answer. Exactly one of `end` and `fail` is called, once. */
export interface Sink {
  data(chunk: Buffer): void;
  end(): void;
  /** @param error a ProviderError, or an AbortError when the caller gave up */
  fail(error: Error): void;
}

export interface ExchangeOptions {
  repeat: Repeat;
  signal?: AbortSignal | undefined;
  /** until the answer's headers */
  headersTimeoutMs: number;
  /** until the answer's end */
  totalTimeoutMs: number;
  /** of a failure's body */
  gapTimeoutMs: number;
  /** told what the provider asks for in `Retry-After` */
  askedToWait(milliseconds: number): void;
  /** an answer began, whatever its status */
  began(status: number): void;
}

/** What a reader of the answer may do with the exchange. */
export type ExchangeControl = Pick<Exchange<never>, "startedAt" | "stop" | "abort" | "close" | "pause" | "resume">;

/** A failure's body is read this far. */
const errorBodyBytes = 65_536;
const longestWaitMs = 86_400_000;

/**
 * One request and its answer on undici's dispatch interface: no web streams, no promise per chunk. Judges failures,
 * keeps the time limits, and closes the connection the moment the caller's signal fires.
 */
export class Exchange<Result> implements Dispatcher.DispatchHandler {
  readonly result: Promise<Result>;
  readonly startedAt = performance.now();
  head: Head | undefined;
  #resolve!: (result: Result) => void;
  #reject!: (error: Error) => void;
  #controller: Dispatcher.DispatchController | undefined;
  #sink: Sink | undefined;
  #status = 0;
  #traceId: string | undefined;
  #retryAfterMs: number | undefined;
  #errorBody: Buffer[] | undefined;
  #errorBodyBytes = 0;
  #finished: Error | true | undefined;
  #total: NodeJS.Timeout;
  #phase: NodeJS.Timeout | undefined;
  readonly #onAbort = () => this.#fail(abortError(this.options.signal));

  constructor(
    private readonly options: ExchangeOptions,
    /** decides on a successful answer's headers who takes its bytes; the exchange's result is settled by `resolve` */
    private readonly accept: (exchange: Exchange<Result>, head: Head) => Sink,
  ) {
    this.result = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.#total = setTimeout(() => this.stop("timeout_total"), options.totalTimeoutMs);
    this.#phase = setTimeout(() => this.stop("timeout_first_token"), options.headersTimeoutMs);
    options.signal?.addEventListener("abort", this.#onAbort, { once: true });
  }

  resolve(result: Result): void {
    this.#resolve(result);
  }

  /** The answer is complete and is not what was promised. */
  reject(error: Error): void {
    this.#reject(error);
  }

  /** Ends the exchange for a reason of ours and closes its connection. */
  stop(ending: Ending): void {
    this.#fail(this.#failure(ending));
  }

  /** Ends the exchange with a failure someone else judged and closes its connection. */
  abort(error: Error): void {
    this.#fail(error);
  }

  /** Nothing more of the answer is wanted, and that is fine. */
  close(): void {
    if (this.#finished) return;
    this.#finish(true);
    this.#controller?.abort(new Error("closed"));
  }

  pause(): void {
    this.#controller?.pause();
  }

  resume(): void {
    this.#controller?.resume();
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#finished) controller.abort(new Error("stopped before it was sent"));
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    if (status < 200 || this.#finished) return;
    clearTimeout(this.#phase);
    this.#status = status;
    this.#traceId = traceIdOf(first(headers["x-siliconcloud-trace-id"]));
    this.options.began(status);
    if (status >= 300) {
      const asked = readRetryAfter(first(headers["retry-after"]), Date.now());
      if (asked !== undefined) {
        this.#retryAfterMs = Math.min(asked, longestWaitMs);
        this.options.askedToWait(asked);
      }
      this.#errorBody = [];
      this.#phase = setTimeout(() => this.#refused(), this.options.gapTimeoutMs);
      return;
    }
    const encoding = first(headers["content-encoding"]);
    if (encoding && encoding !== "identity") return this.stop("malformed");
    this.head = { status, contentType: (first(headers["content-type"]) ?? "").toLowerCase(), traceId: this.#traceId };
    this.#sink = this.accept(this, this.head);
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#finished) return;
    if (!this.#errorBody) return this.#sink?.data(chunk);
    this.#errorBody.push(chunk);
    this.#errorBodyBytes += chunk.length;
    if (this.#errorBodyBytes > errorBodyBytes) this.#refused();
  }

  onResponseEnd(): void {
    if (this.#finished) return;
    if (this.#errorBody) return this.#refused(false);
    this.#finish(true);
    this.#sink?.end();
  }

  onResponseError(_controller: Dispatcher.DispatchController | undefined, error: Error): void {
    if (this.#finished) return;
    if (this.#errorBody) return this.#refused();
    const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
    if (!this.#controller) {
      return this.#fail(
        this.#failure(code === "UND_ERR_CONNECT_TIMEOUT" ? "timeout_connect" : "refused_connection", code),
      );
    }
    const unreadable = error.name === "HTTPParserError" || code === "UND_ERR_HEADERS_OVERFLOW";
    this.#fail(this.#failure(unreadable ? "malformed" : "dropped", code));
  }

  #refused(close = true): void {
    const text = Buffer.concat(this.#errorBody ?? [])
      .subarray(0, errorBodyBytes)
      .toString("utf8");
    const error = failureOfStatus(this.#status, readErrorBody(text), {
      repeat: this.options.repeat,
      ...(this.#traceId !== undefined && { traceId: this.#traceId }),
      ...(this.#retryAfterMs !== undefined && { retryAfterMs: this.#retryAfterMs }),
    });
    this.#fail(error, close);
  }

  #failure(ending: Ending, networkCode?: string): ProviderError {
    return failureOfNetwork(ending, {
      repeat: this.options.repeat,
      sent: this.#controller !== undefined,
      status: this.#status,
      ...(this.#traceId !== undefined && { traceId: this.#traceId }),
      ...(networkCode !== undefined && { networkCode }),
    });
  }

  #fail(error: Error, close = true): void {
    if (this.#finished) return;
    this.#finish(error);
    if (close) this.#controller?.abort(error);
    this.#reject(error);
    this.#sink?.fail(error);
  }

  #finish(state: Error | true): void {
    this.#finished = state;
    clearTimeout(this.#total);
    clearTimeout(this.#phase);
    this.options.signal?.removeEventListener("abort", this.#onAbort);
  }
}

function first(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

/** A foreign text that people will see and quote: kept only while it looks like an identifier. */
function traceIdOf(header: string | undefined): string | undefined {
  return header && /^[\w.:-]{1,128}$/.test(header) ? header : undefined;
}
