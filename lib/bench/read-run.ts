import type { BenchRun, RunEvent, RunResult } from "./schema";

/** A run as its readers see it, in whichever process it is made. */
export interface RunSource {
  readonly result: RunResult;
  /** the run as saved at its end; null: it is gone; undefined: it goes on */
  readonly ended: BenchRun | null | undefined;
  onChange(listener: () => void): () => void;
}

/** What a reader has of a result: its texts only grow. */
interface Seen {
  text: number;
  reasoning: number;
  calls: string;
}

/** Only a beginning that comes with a snapshot has been seen whole. */
const nothing: Seen = { text: -1, reasoning: -1, calls: "" };

/** What a reader is told so that it has everything there is. Calls are short, so a change in them is told as a whole. */
export function newsFor(seen: Seen, result: RunResult): { events: RunEvent[]; seen: Seen } {
  const next: Seen = {
    text: result.text.length,
    reasoning: result.reasoning.length,
    calls: result.calls.length === 0 ? "" : JSON.stringify(result.calls),
  };
  const isBehind = seen.text > next.text || seen.reasoning > next.reasoning;
  if (seen.text < 0 || isBehind || seen.calls !== next.calls) {
    return { events: [{ type: "snapshot", result: { ...result, calls: result.calls.filter(Boolean) } }], seen: next };
  }
  const events: RunEvent[] = [];
  if (next.reasoning > seen.reasoning) events.push({ type: "reasoning", text: result.reasoning.slice(seen.reasoning) });
  if (next.text > seen.text) events.push({ type: "text", text: result.text.slice(seen.text) });
  return { events, seen: next };
}

const heartbeatMs = 15_000;

const headers = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "private, no-store, no-transform",
  "x-accel-buffering": "no",
};

/**
 * A run's events as a response. Nothing is queued for a slow reader: each time it asks, it is told what it has missed.
 * @param watch told how to cut the reader off; returns how to stop watching
 */
export function runResponse(
  source: RunSource,
  { started, watch }: { started?: BenchRun; watch?: ((cut: () => void) => () => void) | undefined } = {},
): Response {
  const encoder = new TextEncoder();
  let seen = nothing;
  let first: RunEvent[] = started ? [{ type: "started", run: started }] : [];
  let wake = () => {};
  let cut = false;
  const stops = [source.onChange(() => wake())];
  if (watch) {
    stops.push(
      watch(() => {
        cut = true;
        wake();
      }),
    );
  }
  const close = () => stops.forEach((stop) => stop());

  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        for (;;) {
          if (cut) {
            close();
            return controller.error(new Error("The reader may no longer read."));
          }
          const { ended } = source;
          const news = ended === undefined ? newsFor(seen, source.result) : { events: [], seen };
          seen = news.seen;
          const events = [...first, ...news.events];
          first = [];
          if (ended) events.push({ type: "ended", run: ended });
          if (events.length > 0) controller.enqueue(encoder.encode(events.map(toFrame).join("")));
          if (ended !== undefined) {
            close();
            return controller.close();
          }
          if (events.length > 0) return;
          if (await quiet((resume) => (wake = resume))) return controller.enqueue(encoder.encode(": \n\n"));
        }
      },
      cancel: close,
    },
    { highWaterMark: 0 },
  );
  return new Response(body, { headers });
}

/** Waits for news. @returns true where none came for as long as a connection may be silent */
function quiet(onWake: (resume: () => void) => void): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(true), heartbeatMs);
    onWake(() => {
      clearTimeout(timer);
      resolve(false);
    });
  });
}

function toFrame(event: RunEvent): string {
  return `data: ${JSON.stringify(event)}\n\n`;
}
