import { keepDraft, readDraft } from "@/components/creations/drafts";
import type { SpeechModel } from "@/lib/speech/schema";

/** Who reads answers aloud: remembered in this browser. */
export interface Reader {
  modelId: string;
  voice: string;
}

const name = "reader";

export function readers(models: readonly SpeechModel[]): Reader[] {
  return models.flatMap(({ id, systemVoices }) => systemVoices.map((voice) => ({ modelId: id, voice })));
}

export function readKept(): Reader | undefined {
  return readDraft(name, (kept) => {
    const { modelId, voice } = (kept ?? {}) as Partial<Reader>;
    return typeof modelId === "string" && typeof voice === "string" ? { modelId, voice } : undefined;
  });
}

export function keepReader(reader: Reader): void {
  keepDraft(name, reader);
}
