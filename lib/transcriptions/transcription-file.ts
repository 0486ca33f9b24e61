import { AppError } from "@/lib/core";
import type { Context } from "@/lib/db";
import { findTranscription } from "./find-transcription";
import type { TranscriptionFileQuery } from "./schema";
import { toSrt } from "./srt";

export interface TranscriptionFile {
  name: string;
  mediaType: string;
  text: string;
}

/**
 * What was said, as a file.
 * @throws AppError `not_found`; `unsupported` (`transcription_untimed`) for subtitles of what has no times
 */
export async function transcriptionFile(
  ctx: Context,
  { id, as }: TranscriptionFileQuery & { id: string },
): Promise<TranscriptionFile> {
  const { name, text, phrases } = await findTranscription(ctx, { id });
  const bare = name.replace(/\.[\p{L}\p{N}]{1,10}$/u, "");
  if (as === "txt") return { name: `${bare}.txt`, mediaType: "text/plain; charset=utf-8", text: `${text}\n` };
  if (phrases.length === 0) {
    throw new AppError("unsupported", "Nobody knows when what was said. Ask for times when you start.", {
      reason: "transcription_untimed",
    });
  }
  return { name: `${bare}.srt`, mediaType: "application/x-subrip; charset=utf-8", text: toSrt(phrases) };
}
