import { spawn } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import path from "node:path";
import type { Readable } from "node:stream";
import { AppError } from "@/lib/core";
import { limits } from "./limits";
import type { ReaderMessage, ReaderRequest } from "./reader/protocol";
import type { Extraction } from "./reader/extract";
import { ReadingFailure } from "./reader/failure";
import type { ExtractedPage } from "./reader/page-collector";
import type { DrawnPage } from "./reader/pdf-pictures";
import { stopped, takeTurn } from "./reader-turns";

interface ReaderTask {
  request: ReaderRequest;
  /** whose document it is: nobody's documents keep others waiting */
  person: string;
  /** opened when it is its turn */
  open: () => Promise<Readable>;
  onPage?: (page: ExtractedPage) => void;
  onPicture?: (picture: DrawnPage) => void;
  signal?: AbortSignal;
}

/** How much longer than the reader's own limit it is waited for. */
const PATIENCE_MS = 5_000;

/**
 * Reads or draws a document in a process of its own, at most `limits.readers` at once. The process knows nothing of the
 * server: it has no environment and may read the files of its packages only; it ends with the server, whatever ends that.
 * @throws ReadingFailure, or AppError `internal` when the process itself does not work
 */
export async function runReader(task: ReaderTask): Promise<Extraction | undefined> {
  const release = await takeTurn(task.person, task.signal);
  try {
    return await converse(task, await task.open());
  } finally {
    release();
  }
}

function converse(task: ReaderTask, input: Readable): Promise<Extraction | undefined> {
  const child = startReader(task.request);
  return new Promise<Extraction | undefined>((resolve, reject) => {
    const fail = (error: Error) => {
      child.kill("SIGKILL");
      reject(error);
    };
    const timer = setTimeout(() => fail(new ReadingFailure("too_large")), limits.readingMs + PATIENCE_MS);
    const stop = () => fail(stopped());
    task.signal?.addEventListener("abort", stop, { once: true });
    let errors = "";
    child.stderr?.setEncoding("utf8").on("data", (text: string) => (errors = (errors + text).slice(-2_000)));
    child.on("message", (message: ReaderMessage) => {
      if (message.type === "page") task.onPage?.(message.page);
      else if (message.type === "picture") task.onPicture?.(message.picture);
      else if (message.type === "done") resolve(message.extraction);
      else if (message.type === "failed") fail(new ReadingFailure(message.reason));
      else fail(new AppError("internal", "The document reader is broken.", { cause: message.message }));
    });
    child.on("error", (error) => fail(broken(error.message)));
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      task.signal?.removeEventListener("abort", stop);
      // Ended by the system, which does so where memory is short.
      fail(signal ? new ReadingFailure("too_large") : broken(`exit ${code}: ${errors}`));
    });
    // A child that has ended early is told by its end.
    child.stdin?.on("error", () => {});
    input.on("error", (error) => fail(broken(error.message)));
    if (child.stdin) input.pipe(child.stdin);
    if (task.signal?.aborted) stop();
  });
}

function broken(cause: string): AppError {
  return new AppError("internal", "The document reader does not work.", { cause });
}

/**
 * The reader's bundles stand in dist/ of the checkout or of the installation, beside node_modules; either is the working
 * folder. The bundler is told to look away, or it would take all that stands there for parts of the server.
 */
function startReader(request: ReaderRequest) {
  const root = process.cwd();
  const [reader, ...rest] = files.map((name) => path.join(/* turbopackIgnore: true */ root, name));
  const readable = [reader!, ...rest].filter((file) => existsSync(/* turbopackIgnore: true */ file));
  const permissions = [
    "--permission",
    "--allow-worker",
    "--allow-addons",
    ...readable.flatMap((file) => [
      `--allow-fs-read=${file}`,
      `--allow-fs-read=${realpathSync(/* turbopackIgnore: true */ file)}`,
    ]),
  ];
  return spawn(process.execPath, [...permissions, reader!, JSON.stringify(request)], {
    // Without the server's secrets.
    env: { NODE_ENV: "production" },
    serialization: "advanced",
    stdio: ["pipe", "ignore", "pipe", "ipc"],
  });
}

const files = [
  "dist/document-reader.mjs",
  "dist/document-reading.mjs",
  "node_modules/pdfjs-dist",
  "node_modules/@napi-rs",
];
