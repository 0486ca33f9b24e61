/** Where a plain HTTP server lets a body write itself, without a web stream between. */
export interface DirectSink {
  /** false: wait for `onDrain` before writing more */
  write(chunk: string | Uint8Array): boolean;
  onDrain(listener: () => void): void;
  /** the reader has gone, or the answer has been sent whole */
  onClose(listener: () => void): void;
  end(): void;
  /** cuts the connection: the reader takes nothing any more */
  abort(): void;
}

const shared = globalThis as typeof globalThis & { silicaDirectBodies?: WeakMap<Response, (sink: DirectSink) => void> };

/**
 * Responses whose body can also be written straight to a socket. A transport that knows this map calls the function
 * instead of reading `response.body`; any other transport reads the body. Kept on globalThis because a bundler may
 * hold this module twice.
 */
export const directBodies = (shared.silicaDirectBodies ??= new WeakMap());
