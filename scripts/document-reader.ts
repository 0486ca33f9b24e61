// The process that reads one document, started by lib/documents/reader-process.ts. Its main thread only watches: over
// time, memory and the server that asked. The reading runs in a thread with a bounded heap (document-reading.ts).
import { constants, setPriority } from "node:os";
import { Worker } from "node:worker_threads";
import { limits } from "@/lib/documents/limits";
import type { ReaderMessage, ReaderRequest } from "@/lib/documents/reader/protocol";

const WATCH_MS = 50;

await watch();

async function watch(): Promise<void> {
  // Answers to people come first; lowering needs no rights anywhere.
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  // The server is gone, or does not want it any more.
  process.on("disconnect", () => process.exit(0));
  const timer = setTimeout(() => end({ type: "failed", reason: "too_large" }), limits.readingMs);
  const bytes = await standardInput();
  const atStart = process.memoryUsage.rss();
  const watching = setInterval(() => {
    const { user, system } = process.cpuUsage();
    const tooLarge = process.memoryUsage.rss() - atStart > limits.memoryBytes;
    if (tooLarge || user + system > limits.processorMs * 1000) end({ type: "failed", reason: "too_large" });
  }, WATCH_MS);
  const worker = new Worker(new URL("document-reading.mjs", import.meta.url), {
    workerData: { request: JSON.parse(process.argv[2] ?? "{}") as ReaderRequest, bytes },
    transferList: [bytes.buffer],
    resourceLimits: { maxOldGenerationSizeMb: limits.heapMegabytes, maxYoungGenerationSizeMb: 64 },
  });
  worker.on("message", (message: ReaderMessage) => {
    if (message.type === "page" || message.type === "picture") process.send?.(message);
    else end(message);
  });
  worker.on("error", (error: NodeJS.ErrnoException) => {
    const full = error.code === "ERR_WORKER_OUT_OF_MEMORY";
    end(full ? { type: "failed", reason: "too_large" } : { type: "broken", message: String(error.stack ?? error) });
  });
  worker.on("exit", () => end({ type: "failed", reason: "damaged" }));

  let ending = false;
  /** Once: what comes after the first end is its echo. */
  function end(message: ReaderMessage): void {
    if (ending) return;
    ending = true;
    clearTimeout(timer);
    clearInterval(watching);
    process.send?.(message, undefined, undefined, () => process.exit(0));
  }
}

/** An array of its own, which can be handed to the thread without a copy. */
async function standardInput(): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  const size = chunks.reduce((total, { length }) => total + length, 0);
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}
