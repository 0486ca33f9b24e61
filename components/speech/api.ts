import type {
  ReadAloudInput,
  Speech,
  SpeechModel,
  StartSpeechInput,
  VoiceSample,
  VoiceSampleInput,
} from "@/lib/speech/schema";
import type { Voice } from "@/lib/voices/schema";
import { request } from "@/lib/ui";

/** What the speech studio asks of the server, each call in one place. */

/** @throws ApiError where it is refused; sent again with the same key, it is made once */
export async function startSpeech(input: StartSpeechInput): Promise<Speech> {
  return request("POST", "/api/speech", input);
}

/** The same message with the same voice is the same speech, paid once. */
export async function readMessage(input: ReadAloudInput): Promise<Speech> {
  return request("POST", "/api/speech/read-aloud", input);
}

export async function findSpeech(id: string): Promise<Speech> {
  return request("GET", `/api/speech/${id}`);
}

/** Asks once more for one part alone, at its own price. */
export async function repeatPart(id: string, position: number): Promise<Speech> {
  return request("POST", `/api/speech/${id}/parts/${position}/repeat`);
}

export async function makeSample(input: VoiceSampleInput): Promise<VoiceSample> {
  return request("POST", "/api/speech/samples", input);
}

export async function listSpeechModels(): Promise<SpeechModel[]> {
  const { models } = await request<{ models: SpeechModel[] }>("GET", "/api/speech/models");
  return models;
}

/** The person's voices and those they may use. */
export async function listSpeechVoices(): Promise<Voice[]> {
  const { voices } = await request<{ voices: Voice[] }>("GET", "/api/voices");
  return voices;
}
