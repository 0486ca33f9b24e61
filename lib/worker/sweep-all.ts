import { sweepRuns } from "@/lib/bench";
import { purgeDeleted, sweepGenerations } from "@/lib/chat";
import { sweepCreations } from "@/lib/creations";
import type { Context } from "@/lib/db";
import { sweepDocuments } from "@/lib/documents";
import { log } from "@/lib/http";
import { sweepTrash } from "@/lib/library";
import { sweepFiles } from "@/lib/media";
import { sweepAnswers, sweepCharges } from "@/lib/metering";
import { sweepSpeeches } from "@/lib/speech";
import { sweepRoom } from "@/lib/storage";
import { sweepTranscriptions } from "@/lib/transcriptions";
import { sweepVoices } from "@/lib/voices";
import { askForStorageCheck } from "./storage-check";

/**
 * What must happen without a visitor and is nobody's job: answers whose process died, charges without an owner, deleted
 * conversations past their undo, files of what is deleted. Any number of processes may do it at once.
 */
export async function sweepAll(ctx: Context): Promise<{ interrupted: number; charges: number }> {
  const interrupted = await attempt("sweep of answers", () => sweepGenerations(ctx));
  await attempt("sweep of bench runs", () => sweepRuns(ctx));
  // Before the charges: it renews those of calls that wait or are under way.
  await attempt("sweep of creations", () => sweepCreations(ctx));
  await attempt("sweep of speeches", () => sweepSpeeches(ctx));
  await attempt("sweep of transcriptions", () => sweepTranscriptions(ctx));
  const charges = await attempt("sweep of charges", () => sweepCharges(ctx));
  await attempt("purge", () => purgeDeleted(ctx));
  await attempt("sweep of the trash", () => sweepTrash(ctx));
  await attempt("sweep of kept answers", () => sweepAnswers(ctx));
  await attempt("sweep of room", () => sweepRoom(ctx));
  await attempt("sweep of voices", () => sweepVoices(ctx));
  await attempt("sweep of documents", () => sweepDocuments(ctx));
  await attempt("check of the storage", () => askForStorageCheck(ctx));
  // Last: a storage that does not answer holds up nothing else.
  await attempt("sweep of files", () => sweepFiles(ctx, { budgetMs: 10_000 }));
  return { interrupted, charges };
}

/** What fails in one part keeps none of the others from its work. */
export async function attempt(part: string, work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    log("warn", "background work failed", { part, error });
    return 0;
  }
}
