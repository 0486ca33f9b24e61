import type { Dictation } from "@/lib/transcriptions/schema";
import { ApiError, type FailureBody } from "@/lib/ui";

/** What was said, as text. Nothing of it is kept by the server. @throws ApiError; an AbortError */
export async function dictate(wav: Blob, modelId: string, signal: AbortSignal): Promise<Dictation> {
  let response: Response;
  try {
    response = await fetch(`/api/transcriptions/dictation?${new URLSearchParams({ modelId })}`, {
      method: "POST",
      headers: { "content-type": "audio/wav" },
      body: wav,
      signal,
    });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new ApiError(0, undefined, { cause: error });
  }
  const body = (await response.json().catch(() => undefined)) as (Dictation & FailureBody) | undefined;
  if (response.ok && body) return body;
  throw new ApiError(response.status, body?.error);
}
