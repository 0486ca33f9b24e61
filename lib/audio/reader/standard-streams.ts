import { once } from "node:events";
import { Socket } from "node:net";

/** The bytes that the server sends, taken as they are used: what is not read yet waits with the server. */
export function standardInput(): AsyncIterable<Uint8Array> {
  return new Socket({ fd: 0, readable: true, writable: false });
}

/** Writes to the server, and waits where it does not keep up. */
export function standardOutput(): { write(piece: Uint8Array): Promise<void>; end(): Promise<void> } {
  const output = new Socket({ fd: 1, readable: false, writable: true });
  return {
    async write(piece) {
      if (!output.write(piece)) await once(output, "drain");
    },
    async end() {
      output.end();
      if (!output.writableFinished) await once(output, "finish");
    },
  };
}
