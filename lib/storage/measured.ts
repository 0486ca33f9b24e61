import { createHash } from "node:crypto";
import { otherSize } from "./failures";

export type Body = ReadableStream<Uint8Array> | Uint8Array;

export interface Measures {
  sizeBytes: number;
  sha256: string;
}

/** The chunks of a body as they are asked for, counted and hashed on the way. */
export function measured(body: Body, sizeBytes: number | undefined) {
  const hash = createHash("sha256");
  let size = 0;
  async function* chunks(): AsyncGenerator<Uint8Array> {
    const source = body instanceof Uint8Array ? [body] : (body as unknown as AsyncIterable<Uint8Array>);
    for await (const chunk of source) {
      size += chunk.byteLength;
      if (sizeBytes !== undefined && size > sizeBytes) throw otherSize();
      hash.update(chunk);
      yield chunk;
    }
    if (sizeBytes !== undefined && size < sizeBytes) throw otherSize();
  }
  return {
    chunks: chunks(),
    /** once the chunks are through */
    measures: (): Measures => ({ sizeBytes: size, sha256: hash.digest("hex") }),
  };
}

/** Where nobody began to read a body, nobody else tells its sender that it will not be. */
export async function dismiss(body: Body, reason: unknown): Promise<void> {
  if (!(body instanceof Uint8Array) && !body.locked) await body.cancel(reason).catch(() => {});
}
