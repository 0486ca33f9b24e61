// The process that reads or makes one recording, started by lib/audio/reader-process.ts. Its main thread only watches:
// over processor time, memory and the server that asked. The work runs in a thread with a bounded heap
// (audio-working.ts), which reads the standard input and writes the standard output itself.
import { constants, setPriority } from "node:os";
import { Worker } from "node:worker_threads";
import { limits } from "@/lib/audio/limits";
import type { AudioMessage, AudioTask } from "@/lib/audio/reader/protocol";

const WATCH_MS = 50;

const task = JSON.parse(process.argv[2] ?? "{}") as AudioTask;
// Answers to people come first, and what a person waits for before what nobody does; lowering needs no rights anywhere.
const { PRIORITY_NORMAL, PRIORITY_BELOW_NORMAL } = constants.priority;
const isWaitedFor = task.task === "read" || task.task === "cut";
setPriority(isWaitedFor ? Math.round((PRIORITY_NORMAL + PRIORITY_BELOW_NORMAL) / 2) : PRIORITY_BELOW_NORMAL);
// The server is gone, or does not want it any more.
process.on("disconnect", () => process.exit(0));
const atStart = process.memoryUsage.rss();
const watching = setInterval(() => {
  const { user, system } = process.cpuUsage();
  const isTooMuch = process.memoryUsage.rss() - atStart > limits.memoryBytes;
  if (isTooMuch || user + system > limits.processorMs * 1000) end({ type: "failed", reason: "audio_damaged" });
}, WATCH_MS);
const worker = new Worker(new URL("audio-working.mjs", import.meta.url), {
  workerData: task,
  resourceLimits: { maxOldGenerationSizeMb: limits.heapMegabytes, maxYoungGenerationSizeMb: 16 },
});
process.on("message", (message) => worker.postMessage(message));
worker.on("message", (message: AudioMessage) => {
  if (message.type === "part") process.send?.(message);
  else end(message);
});
worker.on("error", (error: NodeJS.ErrnoException) => {
  const full = error.code === "ERR_WORKER_OUT_OF_MEMORY";
  end(full ? { type: "failed", reason: "audio_damaged" } : { type: "broken", message: String(error.stack ?? error) });
});
worker.on("exit", () => end({ type: "failed", reason: "audio_damaged" }));

let ending = false;
/** Once: what comes after the first end is its echo. */
function end(message: AudioMessage): void {
  if (ending) return;
  ending = true;
  clearInterval(watching);
  process.send?.(message, undefined, undefined, () => process.exit(0));
}
