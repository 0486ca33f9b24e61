// The thread of audio-reader.ts in which a recording is read, or made.
import { once } from "node:events";
import { parentPort, workerData } from "node:worker_threads";
import { ByteQueue } from "@/lib/audio/reader/byte-queue";
import { encode } from "@/lib/audio/reader/encode";
import { AudioFailure } from "@/lib/audio/reader/failure";
import type { AudioMessage, AudioTask } from "@/lib/audio/reader/protocol";
import { cutSound, readSound, splitSound } from "@/lib/audio/reader/read-sound";
import { standardInput, standardOutput } from "@/lib/audio/reader/standard-streams";

const port = parentPort!;
const task = workerData as AudioTask;
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
          port.postMessage({ type: "part", part } satisfies AudioMessage, [part.wav.buffer]);
          // The server says when it is done with it.
          await once(port, "message");
        }),
      };
    case "encode": {
      const output = standardOutput();
      for await (const piece of encode(bytes, task)) await output.write(piece);
      await output.end();
      return {};
    }
  }
}
