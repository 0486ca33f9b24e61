import type { Rates } from "@/lib/metering/schema";
import type { ModelSummary } from "@/lib/models/schema";
import type { Toolbox } from "@/lib/tools";
import { Answer, collect } from "./answer";
import { EventLog } from "./event-log";
import type { ProviderCall, ProviderRequest } from "./ask-provider";
import type { Followable } from "./read-log";
import type { ChatParameters, GenerationEvent, MessagePart, Receipt, ToolPart } from "./schema";
import type { Tokens } from "./settlement";

/** What is known of a generation when it begins. */
export interface GenerationStart {
  id: string;
  messageId: string;
  conversationId: string;
  userId: string;
  modelId: string;
  parameters: ChatParameters;
  /** its first call of the model */
  call: StepStart;
  /** of the message that is continued */
  partsBefore: readonly MessagePart[];
  receiptBefore: Receipt | null;
  /** what the model may call; absent: nothing */
  tools?: { model: ModelSummary; toolbox: Toolbox };
  /** a new conversation's question, for which a title is to be written */
  untitledQuestion?: string;
}

/** One call of the model, with the money that is held for it. */
export interface StepStart {
  chargeId: string;
  rates: Rates;
  /** our estimate of what is sent */
  promptTokens: number;
  request: ProviderRequest;
}

/** The call under way, or the last one. */
export interface Step extends Omit<StepStart, "chargeId"> {
  /** null: it is paid for, and tools are called */
  chargeId: string | null;
  /** of everything before it */
  receiptBefore: Receipt | null;
  /** what had passed when the one before it was over: tools count towards the call that follows them */
  elapsedBeforeMs: number;
}

/** Why we end a generation ourselves. */
export type StopCause = "stop" | "deleted" | "disabled" | "shutdown" | "lost" | "budget";

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
  step: Step;
  /** how many calls of the model were made */
  stepsMade = 0;
  readonly #asking = new Map<string, (allowed: boolean) => void>();
  #unsaved: GenerationEvent[] = [];
  #outbox: Chunk[] = [];

  constructor(
    readonly start: GenerationStart,
    logChars: number,
  ) {
    this.log = new EventLog(logChars);
    this.answer = new Answer(start.partsBefore);
    this.step = { ...start.call, receiptBefore: start.receiptBefore, elapsedBeforeMs: 0 };
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

  receiveCall(id: string, name: string): void {
    this.firstTokenMs ??= this.elapsedMs;
    this.tell(this.answer.receiveCall(id, name, performance.now()));
  }

  receiveArguments(id: string, text: string): void {
    const event = this.answer.receiveArguments(id, text);
    if (event) this.tell(event);
  }

  changeCall(id: string, change: Partial<Omit<ToolPart, "type" | "id">>): void {
    const event = this.answer.changeCall(id, change);
    if (event) this.tell(event);
  }

  /** The next call of the model: its charge is open and its row written. */
  beginStep(start: StepStart, receiptBefore: Receipt | null): void {
    this.step = { ...this.step, ...start, receiptBefore };
    this.answer.beginStep();
    this.asked = false;
    this.call = undefined;
    this.chargeRenewedAt = performance.now();
  }

  /** The call is paid for. */
  endStep(receipt: Receipt | null): void {
    this.step = { ...this.step, chargeId: null, receiptBefore: receipt, elapsedBeforeMs: this.elapsedMs };
  }

  /** How a call that asks first hears what its person decides. @returns ends the wait */
  ask(callId: string, decided: (allowed: boolean) => void): () => void {
    this.#asking.set(callId, decided);
    return () => this.#asking.delete(callId);
  }

  get isAsking(): boolean {
    return this.#asking.size > 0;
  }

  /** @returns whether the call was waiting for it */
  decide(callId: string, allowed: boolean): boolean {
    const decided = this.#asking.get(callId);
    this.#asking.delete(callId);
    decided?.(allowed);
    return decided !== undefined;
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
