import { read } from "node:fs";
import { promisify } from "node:util";

const PIECE_BYTES = 64 * 1024;
const readFrom = promisify(read);

/** The bytes that the server sends, read where they are used: what is not read yet waits with the server. */
export async function* standardInput(): AsyncGenerator<Uint8Array> {
  for (;;) {
    const { bytesRead, buffer } = await readFrom(0, Buffer.allocUnsafe(PIECE_BYTES), 0, PIECE_BYTES, null);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
  }
}
