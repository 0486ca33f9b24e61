import type { ReadableStream as NodeStream } from "node:stream/web";
import { failureOf, tooLarge } from "./failures";

interface Clock {
  caller: AbortSignal;
  stop: () => void;
}

/** A body that ends with a failure as soon as it is longer than allowed, and stops the clock when it is over. */
export function countedBody(
  source: NodeStream<Uint8Array>,
  maxBytes: number,
  { caller, stop }: Clock,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const reader = source.getReader();
  let size = 0;
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (done) {
            stop();
            controller.close();
            return;
          }
          size += value.byteLength;
          if (size > maxBytes) throw tooLarge(maxBytes);
          controller.enqueue(value as Uint8Array<ArrayBuffer>);
        } catch (error) {
          stop();
          void reader.cancel().catch(() => {});
          controller.error(failureOf(error, caller));
        }
      },
      async cancel(reason) {
        stop();
        await reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}
