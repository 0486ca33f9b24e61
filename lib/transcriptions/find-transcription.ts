import type { Context } from "@/lib/db";
import { loadTranscription } from "./load-transcription";
import { requirePerson } from "./person";
import type { Transcription } from "./schema";

/**
 * One of the acting person's transcriptions.
 * @throws AppError `not_found`
 */
export async function findTranscription(ctx: Context, { id }: { id: string }): Promise<Transcription> {
  return loadTranscription(ctx, { id, userId: requirePerson(ctx) });
}
