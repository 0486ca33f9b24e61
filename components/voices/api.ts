import type { Dictation } from "@/lib/transcriptions/schema";
import type {
  CheckedSample,
  CheckSampleInput,
  CreateVoiceInput,
  TranscribeSampleInput,
  UpdateVoiceInput,
  Voice,
} from "@/lib/voices/schema";
import { ApiError, request } from "@/lib/ui";

/** What the page of voices asks of the server, each call in one place. */

const tries = 4;

/** Clones a voice. The key makes it safe to ask again while no answer has come. @throws ApiError */
export async function createVoice(input: CreateVoiceInput): Promise<Voice> {
  for (let attempt = 1; ; attempt++) {
    try {
      return (await request<{ voice: Voice }>("POST", "/api/voices", input)).voice;
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 0 || attempt === tries) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** attempt));
    }
  }
}

export async function listVoices(signal: AbortSignal): Promise<Voice[]> {
  return (await request<{ voices: Voice[] }>("GET", "/api/voices", undefined, { signal })).voices;
}

export async function checkSample(input: CheckSampleInput, signal: AbortSignal): Promise<CheckedSample> {
  return request("POST", "/api/voices/check", input, { signal });
}

export async function transcribeSample(input: TranscribeSampleInput): Promise<Dictation> {
  return request("POST", "/api/voices/transcript", input);
}

export async function updateVoice(id: string, input: UpdateVoiceInput): Promise<Voice> {
  return (await request<{ voice: Voice }>("PATCH", `/api/voices/${id}`, input)).voice;
}

export async function retryVoice(id: string): Promise<Voice> {
  return (await request<{ voice: Voice }>("POST", `/api/voices/${id}/retry`)).voice;
}

export async function deleteVoice(id: string): Promise<void> {
  await request("DELETE", `/api/voices/${id}`);
}
