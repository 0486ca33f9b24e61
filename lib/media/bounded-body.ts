import { AppError, isAppError } from "@/lib/core";

interface Bounds {
  maxBytes: number;
  /** a sender that is silent for longer is given up */
  idleMs?: number;
}

/**
 * A body that ends with a failure as soon as it is longer than allowed, or its sender silent for too long.
 * Reading fails with AppError `too_large` (`file_size`) or `invalid_input` (`broken_off`).
 */
export function boundedBody(
  body: ReadableStream<Uint8Array>,
  { maxBytes, idleMs = 30_000 }: Bounds,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let sizeBytes = 0;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const idle = Promise.withResolvers<never>();
        const timer = setTimeout(() => idle.reject(brokenOff()), idleMs);
        try {
          const { done, value } = await Promise.race([reader.read(), idle.promise]);
          if (done) return controller.close();
          sizeBytes += value.byteLength;
          if (sizeBytes > maxBytes) throw fileTooLarge(maxBytes);
          controller.enqueue(value);
        } catch (error) {
          controller.error(isAppError(error) ? error : brokenOff(error));
          void reader.cancel().catch(() => {});
        } finally {
          clearTimeout(timer);
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}

export function fileTooLarge(maxBytes: number): AppError {
  const megabytes = Math.round(maxBytes / 1e5) / 10;
  return new AppError("too_large", `This file is larger than ${megabytes} MB.`, { field: "body", reason: "file_size" });
}

function brokenOff(cause?: unknown): AppError {
  return new AppError("invalid_input", "The file broke off on its way.", {
    field: "body",
    reason: "broken_off",
    cause,
  });
}
