import { directBodies, type DirectSink } from "@/lib/core";
import { env } from "@/lib/env";
import { readLog, type Followable, type ReadOptions } from "./read-log";

const heartbeatMs = 15_000;

const headers = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "private, no-store, no-transform",
  "x-accel-buffering": "no",
};

/**
 * A generation's events as a response. A transport of our own writes them straight to the socket (`directBodies`); any
 * other reads the body, which begins to read the log only when it is read itself.
 */
export function eventResponse(source: Followable, reader: Omit<ReadOptions, "stallMs" | "heartbeatMs">): Response {
  const start = (sink: DirectSink) =>
    readLog(source, { ...reader, stallMs: env().CHAT_READER_STALL_MS, heartbeatMs }, sink);
  const response = new Response(bodyOf(start), { headers });
  directBodies.set(response, start);
  return response;
}

/** The same as a web stream: one piece for each time it is asked, so that nothing is queued for a slow reader. */
function bodyOf(start: (sink: DirectSink) => void): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let drained: (() => void) | undefined;
  let closed = () => {};
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (drained) return drained();
        drained = () => {};
        start({
          write(chunk) {
            controller.enqueue(typeof chunk === "string" ? encoder.encode(chunk) : chunk);
            return (controller.desiredSize ?? 0) > 0;
          },
          onDrain: (listener) => (drained = listener),
          onClose: (listener) => (closed = listener),
          end: () => controller.close(),
          abort: () => controller.error(new Error("The reader took nothing for too long.")),
        });
      },
      cancel: () => closed(),
    },
    { highWaterMark: 0 },
  );
}
