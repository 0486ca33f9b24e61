import type { Dictation } from "@/lib/transcriptions/schema";
import { ApiError, type FailureBody } from "@/lib/ui";

/**
 * What was said, as text. The recording is not kept by the server.
 * @param asked the same key with the same recording is paid once, and answered alike
 * @throws ApiError; an AbortError
 */
export async function dictate(
  wav: Blob,
  asked: { requestKey: string; modelId: string },
  signal: AbortSignal,
): Promise<Dictation> {
  let response: Response;
  try {
    response = await fetch(`/api/transcriptions/dictation?${new URLSearchParams(asked)}`, {
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
