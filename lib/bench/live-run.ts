import type { ChatParameters } from "@/lib/chat/schema";
import type { Rates } from "@/lib/metering/schema";
import type { ChatDelta, ChatStream } from "@/lib/siliconflow";
import type { RunCall } from "./plan-run";
import type { RunSource } from "./read-run";
import { addDelta, emptyResult } from "./result";
import type { BenchMode, BenchRun, RunResult } from "./schema";

/** What is known of a run when it begins. */
export interface RunStart {
  id: string;
  userId: string;
  mode: BenchMode;
  modelId: string;
  call: RunCall;
  parameters: ChatParameters;
  promptTokens: number;
  chargeId: string;
  rates: Rates;
}

/** Why we end a run ourselves. */
export type StopCause = "stop" | "shutdown" | "lost" | "disabled";

/** A run that this process makes: what has come of it, and who waits for more. */
export class LiveRun implements RunSource {
  readonly result: RunResult = emptyResult();
  readonly startedAt = performance.now();
  stream: ChatStream | undefined;
  /** the provider has been asked: from here on there may be something to pay */
  asked = false;
  cause: StopCause | undefined;
  firstTokenMs: number | null = null;
  chargeRenewedAt = performance.now();
  /** the run as saved at its end; null where it is gone */
  ended: BenchRun | null | undefined;
  readonly #abort = new AbortController();
  readonly #listeners = new Set<() => void>();

  constructor(readonly start: RunStart) {}

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  get elapsedMs(): number {
    return Math.round(performance.now() - this.startedAt);
  }

  /** Closes the provider's call. What has arrived is kept; the first cause counts. */
  stop(cause: StopCause): void {
    if (this.cause) return;
    this.cause = cause;
    this.#abort.abort();
  }

  receive(batch: readonly ChatDelta[]): void {
    this.firstTokenMs ??= this.elapsedMs;
    for (const delta of batch) addDelta(this.result, delta);
    this.#tell();
  }

  end(run: BenchRun | null): void {
    this.ended = run;
    this.#tell();
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}
