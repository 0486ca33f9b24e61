import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import path from "node:path";
import type { Readable } from "node:stream";
import { AppError } from "@/lib/core";
import type { Context } from "@/lib/db";
import { refused } from "./failures";
import type { Lane } from "./limits";
import type { AudioMessage, AudioTask, SentPart } from "./reader/protocol";
import { stopped, turns } from "./reader-turns";

type Done = Extract<AudioMessage, { type: "done" }>;

interface Work {
  lane: Lane;
  task: AudioTask;
  /** opened when it is its turn */
  open: () => Promise<Readable>;
  onPart?: (part: SentPart) => Promise<void>;
  /** takes what the process writes; it is waited for where it does not keep up */
  onOutput?: (output: Readable) => void;
}

/**
 * Works on a recording in a process of its own, of which few run at once. The process knows nothing of the server: it has
 * no environment and may read its own files only; it ends with the server, whatever ends that.
 * @throws AppError with the reason of the recording's fault; `unavailable` where ctx.signal stops it; what `open` and
 *   `onPart` throw; `internal` when the process itself does not work
 */
export async function runReader(ctx: Context, work: Work): Promise<Done> {
  const { actor, signal } = ctx;
  const release = await turns[work.lane]("userId" in actor ? actor.userId : actor.type, signal);
  try {
    return await converse(work, await work.open(), signal);
  } finally {
    release();
  }
}

function converse(work: Work, input: Readable, signal?: AbortSignal): Promise<Done> {
  const child = startReader(work.task);
  return new Promise<Done>((resolve, reject) => {
    let done: Done | undefined;
    const fail = (error: unknown) => {
      child.kill("SIGKILL");
      reject(error as Error);
    };
    const stop = () => fail(stopped());
    signal?.addEventListener("abort", stop, { once: true });
    let errors = "";
    child.stderr?.setEncoding("utf8").on("data", (text: string) => (errors = (errors + text).slice(-2_000)));
    child.on("message", (message: AudioMessage) => {
      if (message.type === "done") done = message;
      else if (message.type === "failed") fail(refused(message.reason));
      else if (message.type === "broken") fail(broken(message.message));
      else work.onPart?.(message.part).then(() => goOn(child), fail);
    });
    child.on("error", (error) => fail(broken(error.message)));
    // What it wrote is there as a whole by then.
    child.on("close", (code, killed) => {
      signal?.removeEventListener("abort", stop);
      input.destroy();
      if (done) resolve(done);
      // Ended by the system, which does so where memory is short.
      else fail(killed ? refused("audio_damaged") : broken(`exit ${code}: ${errors}`));
    });
    // A child that has read enough has ended.
    child.stdin?.on("error", () => {});
    input.on("error", fail);
    if (child.stdout) work.onOutput?.(child.stdout);
    if (child.stdin) input.pipe(child.stdin);
    if (signal?.aborted) stop();
  });
}

function goOn(child: ChildProcess): void {
  if (child.connected) child.send("next");
}

function broken(cause: string): AppError {
  return new AppError("internal", "The reader of recordings does not work.", { cause });
}

/**
 * The reader's bundles stand in dist/ of the checkout or of the installation; either is the working folder. The bundler
 * is told to look away, or it would take all that stands there for parts of the server.
 */
function startReader(task: AudioTask): ChildProcess {
  const root = process.cwd();
  const [reader, ...rest] = files.map((name) => path.join(/* turbopackIgnore: true */ root, name));
  const readable = [reader!, ...rest].filter((file) => existsSync(/* turbopackIgnore: true */ file));
  const permissions = [
    "--permission",
    "--allow-worker",
    ...readable.flatMap((file) => [
      `--allow-fs-read=${file}`,
      `--allow-fs-read=${realpathSync(/* turbopackIgnore: true */ file)}`,
    ]),
  ];
  return spawn(process.execPath, [...permissions, reader!, JSON.stringify(task)], {
    // Without the server's secrets.
    env: { NODE_ENV: "production" },
    serialization: "advanced",
    stdio: ["pipe", task.task === "encode" ? "pipe" : "ignore", "pipe", "ipc"],
  });
}

const files = ["dist/audio-reader.mjs", "dist/audio-working.mjs"];
