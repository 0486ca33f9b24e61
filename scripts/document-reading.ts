// The thread of document-reader.ts in which a document is read.
import path from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { extract } from "@/lib/documents/reader/extract";
import { ReadingFailure } from "@/lib/documents/reader/failure";
import type { ReaderMessage, ReaderRequest } from "@/lib/documents/reader/protocol";

const { request, bytes: given } = workerData as { request: ReaderRequest; bytes: Uint8Array<ArrayBuffer> };
const bytes = Buffer.from(given.buffer);
const packages = path.join(import.meta.dirname, "../node_modules");
const tell = (message: ReaderMessage) => parentPort?.postMessage(message);
try {
  if (request.draw) {
    const { drawPdf } = await import("@/lib/documents/reader/pdf-pictures");
    await drawPdf(bytes, packages, request.draw, (picture) => tell({ type: "picture", picture }));
    tell({ type: "done" });
  } else {
    const file = { bytes, packages, name: request.name, mediaType: request.mediaType };
    tell({ type: "done", extraction: await extract(file, (page) => tell({ type: "page", page })) });
  }
} catch (error) {
  if (!(error instanceof ReadingFailure)) throw error;
  tell({ type: "failed", reason: error.reason });
}
