// The thread of audio-reader.ts in which a recording is read, or made.
import { write } from "node:fs";
import { promisify } from "node:util";
import { once } from "node:events";
import { parentPort, workerData } from "node:worker_threads";
import { ByteQueue } from "@/lib/audio/reader/byte-queue";
import { encode } from "@/lib/audio/reader/encode";
import { AudioFailure } from "@/lib/audio/reader/failure";
import type { AudioMessage, AudioTask } from "@/lib/audio/reader/protocol";
import { cutSound, readSound, splitSound } from "@/lib/audio/reader/read-sound";
import { standardInput } from "@/lib/audio/reader/standard-input";

const port = parentPort!;
const task = workerData as AudioTask;
const writeTo = promisify(write);
const tell = (message: AudioMessage) => port.postMessage(message);

try {
  tell({ type: "done", ...(await work(new ByteQueue(standardInput()))) });
} catch (error) {
  if (!(error instanceof AudioFailure)) throw error;
  tell({ type: "failed", reason: error.reason });
}

async function work(bytes: ByteQueue): Promise<Omit<Extract<AudioMessage, { type: "done" }>, "type">> {
  switch (task.task) {
    case "read":
      return { reading: await readSound(bytes) };
    case "cut":
      return { wav: await cutSound(bytes, task) };
    case "split":
      return {
        durationMs: await splitSound(bytes, task, async (part) => {
          tell({ type: "part", part });
          // The server says when it is done with it.
          await once(port, "message");
        }),
      };
    case "encode":
      for await (const piece of encode(bytes, task)) await writeAll(piece);
      return {};
  }
}

async function writeAll(piece: Uint8Array): Promise<void> {
  for (let at = 0; at < piece.length;) at += (await writeTo(1, piece, at, piece.length - at, null)).bytesWritten;
}
