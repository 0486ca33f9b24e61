import type { StartTranscriptionInput, Transcription, TranscriptionPage } from "@/lib/transcriptions/schema";
import { ApiError, request } from "@/lib/ui";

/** The calls of the API for writing down, each in one place. */

const tries = 4;

/** Has a recording written down. The key makes it safe to ask again while no answer has come. @throws ApiError */
export async function startTranscription(input: StartTranscriptionInput): Promise<Transcription> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await transcriptionOf("POST", "/api/transcriptions", input);
    } catch (error) {
      const lost = error instanceof ApiError && error.status === 0;
      if (!lost || attempt >= tries) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** attempt));
    }
  }
}

export function findTranscription(id: string, signal?: AbortSignal): Promise<Transcription> {
  return transcriptionOf("GET", `/api/transcriptions/${id}`, undefined, signal);
}

export function repeatParts(id: string): Promise<Transcription> {
  return transcriptionOf("POST", `/api/transcriptions/${id}/repeat`, {});
}

export function listTranscriptions(before?: string): Promise<TranscriptionPage> {
  const search = before === undefined ? "" : `?${new URLSearchParams({ before })}`;
  return request("GET", `/api/transcriptions${search}`);
}

export async function deleteTranscription(id: string): Promise<void> {
  await request("DELETE", `/api/transcriptions/${id}`);
}

export const fileAddress = (id: string, as: "txt" | "srt") => `/api/transcriptions/${id}/file?as=${as}`;

async function transcriptionOf(
  method: "GET" | "POST",
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<Transcription> {
  const { transcription } = await request<{ transcription: Transcription }>(method, path, body, signal && { signal });
  return transcription;
}
