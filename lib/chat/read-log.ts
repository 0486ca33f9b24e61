import type { DirectSink } from "@/lib/core";
import { toFrame, type EventLog } from "./event-log";
import type { MessagePart } from "./schema";

/** A generation as its readers see it, in whichever process it runs. */
export interface Followable {
  readonly log: EventLog;
  /** the message's parts at the log's present position */
  readonly parts: readonly MessagePart[];
}

export interface ReadOptions {
  /** the position up to which the reader has everything; undefined: it has nothing */
  after?: number | undefined;
  /** frames to send before those of the log */
  before?: string;
  /** a reader that takes nothing for so long while something waits is dropped */
  stallMs: number;
  heartbeatMs: number;
  /** told how to cut the reader off; returns how to stop watching */
  watch?: ((cut: () => void) => () => void) | undefined;
}

/** How much is handed to a sink in one piece. */
const pieceChars = 16_384;

/**
 * Sends a log to one reader from its position on, at the reader's pace, until the log ends or the reader leaves. A
 * reader holds an index and at most one piece; whatever it does, neither the log nor other readers notice.
 */
export function readLog(source: Followable, options: ReadOptions, sink: DirectSink): void {
  const { log } = source;
  let index = options.after === undefined ? undefined : log.resumeAt(options.after);
  let waiting = options.before ?? "";
  let blockedSince: number | undefined;
  let wroteAt = performance.now();
  let closed = false;

  const close = () => {
    if (closed) return;
    closed = true;
    clearInterval(timer);
    stopListening();
    unwatch?.();
  };
  const pump = () => {
    while (!closed && blockedSince === undefined) {
      const piece = nextPiece();
      if (piece === "") {
        if (!log.ended) return;
        close();
        sink.end();
        return;
      }
      wroteAt = performance.now();
      if (!sink.write(piece)) blockedSince = wroteAt;
    }
  };
  const nextPiece = (): string => {
    const start = waiting;
    waiting = "";
    const read = index === undefined ? undefined : log.read(index, pieceChars);
    if (read) {
      index = read.next;
      return start + read.frames;
    }
    // The last event holds the whole message: there is no need for a snapshot before it.
    if (log.ended) {
      index = log.length;
      return start + (log.read(log.length - 1, 0)?.frames ?? "");
    }
    index = log.length;
    return start + toFrame({ type: "snapshot", parts: [...source.parts] }, log.position);
  };
  const tick = () => {
    const time = performance.now();
    if (blockedSince !== undefined) {
      if (time - blockedSince < options.stallMs) return;
      close();
      sink.abort();
    } else if (time - wroteAt >= options.heartbeatMs) {
      wroteAt = time;
      if (!sink.write(": \n\n")) blockedSince = time;
    }
  };

  const timer = setInterval(tick, Math.max(20, Math.min(options.heartbeatMs, options.stallMs) / 4));
  timer.unref();
  const stopListening = log.listen(pump);
  const unwatch = options.watch?.(() => {
    close();
    sink.abort();
  });
  sink.onClose(close);
  sink.onDrain(() => {
    blockedSince = undefined;
    pump();
  });
  pump();
}
