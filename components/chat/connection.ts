import type { StartGenerationInput } from "@/lib/chat/schema";
import { ApiError } from "@/lib/ui";
import { followAnswer, openAnswer } from "./api";
import { readEvents, type ReceivedEvent } from "./read-events";

export interface ConnectionHandlers {
  onEvents: (events: readonly ReceivedEvent[]) => void;
  onState: (state: "connecting" | "open" | "waiting") => void;
  /** the server refused, for good; `asked` where it may have begun the answer nevertheless */
  onRefused: (error: ApiError, asked: boolean) => void;
}

const attemptsBeforeStart = 4;
/** the longest silence that a tab that comes back takes for a living connection */
const silentMs = 15_000;

/** How long to wait before the next try: half a second, doubled each time to ten, with some chance in it. */
export function backoffMs(attempt: number, chance: number): number {
  return Math.round(Math.min(10_000, 500 * 2 ** Math.min(attempt, 10)) * (0.75 + chance / 2));
}

/** Failures after which asking again gives the same answer. */
export function isFinal(error: ApiError): boolean {
  return error.status >= 400 && error.status < 500 && error.status !== 408 && error.status !== 429;
}

/**
 * Follows one answer to its end, over lost connections: from the last position read, after a pause that grows, or at
 * once when the network or the tab comes back. The answer itself belongs to the server and does not depend on it.
 */
export class AnswerConnection {
  private abort = new AbortController();
  private closed = false;
  private ended = false;
  private attempt = 0;
  private lastBytesAt = 0;
  private wake: (() => void) | undefined;
  private generationId: string | undefined;
  private position: number | undefined;

  constructor(private readonly handlers: ConnectionHandlers) {
    addEventListener("online", this.hurry);
    addEventListener("pageshow", this.onPageShow);
    document.addEventListener("visibilitychange", this.onVisible);
  }

  /** Asks a new question. The request key makes it safe to ask again while no answer has come. */
  async ask(input: StartGenerationInput): Promise<void> {
    while (!this.closed && this.generationId === undefined) {
      try {
        await this.read(await openAnswer(input, this.abort.signal));
      } catch (error) {
        if (this.closed) return;
        const failure = toApiError(error);
        if (isFinal(failure) || this.attempt >= attemptsBeforeStart) return this.refuse(failure, failure.status === 0);
      }
      if (this.generationId === undefined && !this.ended) await this.pause();
    }
    await this.follow(this.generationId, this.position);
  }

  /** Goes on with an answer under way. */
  async follow(generationId: string | undefined, position: number | undefined): Promise<void> {
    this.generationId = generationId;
    this.position = position;
    while (!this.closed && !this.ended && this.generationId !== undefined) {
      if (this.attempt > 0 || this.lastBytesAt > 0) await this.pause();
      if (this.closed) return;
      try {
        this.handlers.onState("connecting");
        await this.read(await followAnswer(this.generationId, this.position, this.abort.signal));
      } catch (error) {
        if (this.closed) return;
        const failure = toApiError(error);
        if (isFinal(failure)) return this.refuse(failure, true);
      }
    }
    this.close();
  }

  close(): void {
    this.closed = true;
    this.abort.abort();
    this.wake?.();
    removeEventListener("online", this.hurry);
    removeEventListener("pageshow", this.onPageShow);
    document.removeEventListener("visibilitychange", this.onVisible);
  }

  private async read(response: Response): Promise<void> {
    this.handlers.onState("open");
    this.lastBytesAt = performance.now();
    const onBytes = () => {
      this.lastBytesAt = performance.now();
      this.attempt = 0;
    };
    for await (const events of readEvents(response.body!, onBytes)) {
      for (const { id, event } of events) {
        if (event.type === "started") this.generationId = event.generationId;
        if (event.type === "ended") this.ended = true;
        if (id !== undefined) this.position = id;
      }
      this.handlers.onEvents(events);
      if (this.ended) return;
    }
  }

  private refuse(error: ApiError, asked: boolean): void {
    this.close();
    this.handlers.onRefused(error, asked);
  }

  private async pause(): Promise<void> {
    this.handlers.onState("waiting");
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, backoffMs(this.attempt++, Math.random()));
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.wake = undefined;
  }

  /** Tries at once where it waits, and gives up a connection that has gone silent. */
  private readonly hurry = () => {
    if (this.wake) this.wake();
    else if (this.lastBytesAt > 0 && performance.now() - this.lastBytesAt > silentMs) this.reconnect();
  };

  private readonly onVisible = () => {
    if (document.visibilityState === "visible") this.hurry();
  };

  private readonly onPageShow = (event: PageTransitionEvent) => {
    if (!event.persisted) return;
    if (this.wake) this.wake();
    else this.reconnect();
  };

  private reconnect(): void {
    this.abort.abort();
    this.abort = new AbortController();
  }
}

function toApiError(error: unknown): ApiError {
  return error instanceof ApiError ? error : new ApiError(0, undefined, { cause: error });
}
