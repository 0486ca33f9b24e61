import { errorOf } from "./error-body";
import { failureInside, failureOfNetwork, ProviderError } from "./errors";
import { EventReader } from "./event-reader";
import type { ExchangeControl, Head, Sink } from "./exchange";
import type { FinishReason, ProviderUsage } from "./schema";
import { joinDelta, readChoice, type ChatDelta } from "./deltas";
import { Patience } from "./patience";
import { isRecord, toUsage } from "./usage";

export interface ChatStreamOptions {
  firstTokenTimeoutMs: number;
  gapTimeoutMs: number;
  /** deltas that arrive within this time of the last batch are joined; the first is never held */
  coalesceMs: number;
}

/** A line longer than this is no token. */
const maxLineBytes = 16 * 1_048_576;
/** With this much unread the provider is made to wait. */
const pausedAtChars = 1_048_576;
/** How long a connection may linger after the end mark before it is closed. */
const lingerMs = 1_000;

/**
 * A streamed answer: batches of deltas in order, then the end or a failure, always after everything received.
 * Counters and usage can be read at any time, so that a stopped answer has a price as well.
 */
export class ChatStream implements Sink, AsyncIterable<ChatDelta[]> {
  readonly traceId: string | undefined;
  /** the provider's id of the answer, its name of the model and its time, once known */
  id: string | undefined;
  model: string | undefined;
  createdAt: Date | undefined;
  finishReason: FinishReason = null;
  rawFinishReason: string | undefined;
  receivedTextChars = 0;
  receivedReasoningChars = 0;
  receivedToolChars = 0;
  /** events that carried something: close to the number of tokens */
  receivedEvents = 0;
  /** lines that could not be read and were passed over */
  malformedLines = 0;

  #rawUsage: unknown;
  #usage: ProviderUsage | undefined;
  #sawEndMark = false;
  #sawChoice = false;
  #pending: ChatDelta[] = [];
  #pendingChars = 0;
  #paused = false;
  #waiting: { resolve(batch: ChatDelta[] | undefined): void; reject(error: Error): void } | undefined;
  #ended: { error?: Error } | undefined;
  #lastBatchAt = -Infinity;
  #flush: NodeJS.Timeout | undefined;
  #patience: Patience;
  readonly #reader: EventReader;

  constructor(
    private readonly exchange: ExchangeControl,
    head: Head,
    private readonly options: ChatStreamOptions,
  ) {
    this.traceId = head.traceId;
    this.#reader = new EventReader(
      maxLineBytes,
      (payload) => this.#event(payload),
      () => exchange.stop("malformed"),
    );
    const elapsedMs = performance.now() - exchange.startedAt;
    this.#patience = new Patience(options.firstTokenTimeoutMs, () => exchange.stop("timeout_first_token"));
    this.#patience.start(Math.max(1, options.firstTokenTimeoutMs - elapsedMs));
  }

  /** Tokens as the provider last counted them: its counts are cumulative. */
  get usage(): ProviderUsage | undefined {
    if (this.#rawUsage !== undefined) {
      this.#usage = toUsage(this.#rawUsage) ?? this.#usage;
      this.#rawUsage = undefined;
    }
    return this.#usage;
  }

  /**
   * The next batch, or undefined after the last. One call at a time.
   * @throws ProviderError once everything received was handed over; an AbortError when the call's signal fired
   */
  next(): Promise<ChatDelta[] | undefined> {
    if (this.#pending.length > 0 && (this.#ended || this.#isDue())) return Promise.resolve(this.#take());
    if (this.#ended) return this.#ended.error ? Promise.reject(this.#ended.error) : Promise.resolve(undefined);
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      if (this.#pending.length > 0) this.#schedule();
    });
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<ChatDelta[], void, undefined> {
    try {
      for (let batch = await this.next(); batch; batch = await this.next()) yield batch;
    } finally {
      this.close();
    }
  }

  /** Closes the provider's connection: no more of this answer is wanted. */
  close(): void {
    if (this.#ended) return;
    this.exchange.close();
    this.#end();
  }

  data(chunk: Buffer): void {
    if (this.#ended) return;
    const before = this.receivedEvents;
    this.#reader.push(chunk);
    if (this.#ended) return;
    if (this.receivedEvents !== before && before === 0) this.#watchGaps();
    if (this.#pending.length > 0) this.#schedule();
    if (this.#sawEndMark) this.#end();
    else if (this.#pendingChars > pausedAtChars && !this.#paused) this.#hold();
  }

  end(): void {
    if (this.#ended) return;
    this.#reader.end();
    if (this.#isWhole()) return this.#end();
    if (!this.#ended) this.#end(this.#broken());
  }

  fail(error: Error): void {
    const onlyTheTailIsMissing = error instanceof ProviderError && this.finishReason !== null;
    this.#end(onlyTheTailIsMissing ? undefined : error);
  }

  #event(payload: string): void {
    if (this.#sawEndMark || this.#ended) return;
    if (payload.charCodeAt(0) === 91 && payload.trim() === "[DONE]") {
      this.#sawEndMark = true;
      return;
    }
    let event: unknown;
    try {
      event = JSON.parse(payload);
    } catch {
      this.malformedLines += 1;
      return;
    }
    if (!isRecord(event)) return this.#odd(event);
    if (isRecord(event.usage)) this.#rawUsage = event.usage;
    const choice: unknown = Array.isArray(event.choices) ? event.choices[0] : undefined;
    if (!isRecord(choice)) return this.#odd(event);
    if (!this.#sawChoice) this.#describe(event);
    const finish = readChoice(choice, (delta) => this.#receive(delta));
    if (finish !== undefined) {
      this.rawFinishReason = finish;
      this.finishReason = toFinishReason(finish);
    }
    // From the first event of the answer on, every event shows that the provider is at work.
    if (this.receivedEvents > 0) this.#patience.touch();
  }

  #describe(event: Record<string, unknown>): void {
    this.#sawChoice = true;
    if (typeof event.id === "string") this.id = event.id;
    if (typeof event.model === "string") this.model = event.model;
    if (typeof event.created === "number" && event.created > 0) this.createdAt = new Date(event.created * 1000);
  }

  #receive(delta: ChatDelta): void {
    this.receivedEvents += 1;
    if (delta.type === "text") this.receivedTextChars += delta.text.length;
    else if (delta.type === "reasoning") this.receivedReasoningChars += delta.text.length;
    else this.receivedToolChars += delta.arguments.length + delta.name.length;
    this.#pendingChars += delta.type === "tool" ? delta.arguments.length : delta.text.length;
    joinDelta(this.#pending, delta);
  }

  /** An event without a choice: the counts alone, an error, or something to pass over. */
  #odd(event: unknown): void {
    if (isRecord(event) && (Array.isArray(event.choices) || isRecord(event.usage)) && !event.error) return;
    const error = errorOf(event);
    if (!error || (typeof event === "string" && !error.hint && !error.limitKind)) {
      if (!isRecord(event)) this.malformedLines += 1;
      return;
    }
    this.exchange.abort(failureInside(error, { status: 200, repeat: "answer", ...this.#trace() }));
  }

  #isWhole(): boolean {
    return this.finishReason !== null || (this.#sawEndMark && this.#sawChoice);
  }

  #broken(): ProviderError {
    const nothingReadable = !this.#sawChoice && (this.malformedLines > 0 || this.#sawEndMark);
    return failureOfNetwork(nothingReadable ? "malformed" : "dropped", {
      repeat: "answer",
      sent: true,
      status: 200,
      ...this.#trace(),
    });
  }

  #trace(): { traceId?: string } {
    return this.traceId === undefined ? {} : { traceId: this.traceId };
  }

  #watchGaps(): void {
    this.#patience.stop();
    this.#patience = new Patience(this.options.gapTimeoutMs, () => this.exchange.stop("timeout_gap"));
    this.#patience.start();
  }

  #hold(): void {
    this.#paused = true;
    this.#patience.stop();
    this.exchange.pause();
  }

  #isDue(): boolean {
    return performance.now() - this.#lastBatchAt >= this.options.coalesceMs;
  }

  #schedule(): void {
    if (!this.#waiting || this.#flush) return;
    if (this.#isDue()) return this.#deliver();
    // All streams of the process deliver at the same moments: one turn of the event loop instead of one for each.
    const { coalesceMs } = this.options;
    this.#flush = setTimeout(() => this.#deliver(), coalesceMs - (performance.now() % coalesceMs));
  }

  #deliver(): void {
    clearTimeout(this.#flush);
    this.#flush = undefined;
    const waiting = this.#waiting;
    if (!waiting || this.#pending.length === 0) return;
    this.#waiting = undefined;
    waiting.resolve(this.#take());
  }

  #take(): ChatDelta[] {
    const batch = this.#pending;
    this.#pending = [];
    this.#pendingChars = 0;
    this.#lastBatchAt = performance.now();
    if (this.#paused && !this.#ended) {
      this.#paused = false;
      this.#watchGaps();
      this.exchange.resume();
    }
    return batch;
  }

  #end(error?: Error): void {
    if (this.#ended) return;
    const judged = error ?? (this.#sawEndMark && !this.#isWhole() ? this.#broken() : undefined);
    this.#ended = judged ? { error: judged } : {};
    this.#patience.stop();
    if (this.#sawEndMark) setTimeout(() => this.exchange.close(), lingerMs).unref();
    this.#deliver();
    clearTimeout(this.#flush);
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (judged) waiting?.reject(judged);
    else waiting?.resolve(undefined);
  }
}

/** `eos` is how some models say `stop`; empty means not finished. */
export function toFinishReason(raw: string): FinishReason {
  switch (raw) {
    case "":
      return null;
    case "stop":
    case "eos":
    case "stop_sequence":
      return "stop";
    case "length":
    case "max_tokens":
      return "length";
    case "tool_calls":
    case "function_call":
      return "tool_calls";
    case "content_filter":
      return "content_filter";
    default:
      return "other";
  }
}
