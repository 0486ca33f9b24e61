import type { Rates } from "@/lib/metering/schema";
import { Answer, collect } from "./answer";
import { EventLog } from "./event-log";
import type { ProviderCall, ProviderRequest } from "./ask-provider";
import type { Followable } from "./read-log";
import type { ChatParameters, GenerationEvent, MessagePart, Receipt } from "./schema";
import type { Tokens } from "./settlement";

/** What is known of a generation when it begins. */
export interface GenerationStart {
  id: string;
  messageId: string;
  conversationId: string;
  userId: string;
  modelId: string;
  parameters: ChatParameters;
  chargeId: string;
  rates: Rates;
  /** our estimate of what is sent */
  promptTokens: number;
  request: ProviderRequest;
  /** of the message that is continued */
  partsBefore: readonly MessagePart[];
  receiptBefore: Receipt | null;
  /** a new conversation's question, for which a title is to be written */
  untitledQuestion?: string;
}

/** Why we end a generation ourselves. */
export type StopCause = "stop" | "deleted" | "disabled" | "shutdown" | "lost";

/** What is to be saved at the next checkpoint. Once tried, it stays as it is: the first try may have arrived. */
export interface Chunk {
  sequence: number;
  events: GenerationEvent[];
  usage: Tokens | null;
}

/** A generation that this process makes: the answer so far, what readers are told, what is not saved yet. */
export class LiveGeneration implements Followable {
  readonly log: EventLog;
  readonly answer: Answer;
  readonly startedAt = performance.now();
  readonly #abort = new AbortController();
  /** the provider has been asked: from here on there may be something to pay */
  asked = false;
  call: ProviderCall | undefined;
  cause: StopCause | undefined;
  /** the end is being written */
  finishing = false;
  firstTokenMs: number | null = null;
  chargeRenewedAt = performance.now();
  #unsaved: GenerationEvent[] = [];
  #outbox: Chunk[] = [];

  constructor(
    readonly start: GenerationStart,
    logChars: number,
  ) {
    this.log = new EventLog(logChars);
    this.answer = new Answer(start.partsBefore);
  }

  get id(): string {
    return this.start.id;
  }

  get parts(): readonly MessagePart[] {
    return this.answer.parts;
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  get usage(): Tokens | undefined {
    return this.call?.usage;
  }

  get elapsedMs(): number {
    return Math.round(performance.now() - this.startedAt);
  }

  /** Closes the provider's call. What has arrived is kept; the first cause counts. */
  stop(cause: StopCause): void {
    if (this.finishing || this.cause) return;
    this.cause = cause;
    this.#abort.abort();
  }

  receive(type: "text" | "reasoning", text: string): void {
    const event = this.answer.receive(type, text, performance.now());
    if (!event) return;
    this.firstTokenMs ??= this.elapsedMs;
    this.tell(event);
  }

  /** Tells readers, and keeps it for the next checkpoint. */
  tell(event: GenerationEvent): void {
    this.log.append(event);
    collect(this.#unsaved, event);
  }

  /** What is to be saved now, everything that was not acknowledged included. */
  chunks(): readonly Chunk[] {
    if (this.#unsaved.length > 0) {
      this.#outbox.push({ sequence: this.log.position, events: this.#unsaved, usage: this.usage ?? null });
      this.#unsaved = [];
    }
    return this.#outbox;
  }

  /** Everything up to a position is saved. */
  acknowledge(sequence: number): void {
    this.#outbox = this.#outbox.filter((chunk) => chunk.sequence > sequence);
  }
}
