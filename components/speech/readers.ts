import { keepDraft, readDraft } from "@/components/creations/drafts";
import type { SpeechModel } from "@/lib/speech/schema";
import type { Voice } from "@/lib/voices/schema";

/** Who reads answers aloud: remembered in this browser. */
export interface Reader {
  modelId: string;
  voice: { kind: "system"; name: string } | { kind: "own"; voiceId: string };
  /** what people call it */
  name: string;
}

export interface ReaderGroup {
  model: SpeechModel;
  system: readonly Reader[];
  /** the person's own, and those that are shared with everybody */
  own: readonly (Reader & { shared: boolean })[];
}

const draftName = "reader";

/** Whoever can read now, by model. Pure. */
export function readerGroups(models: readonly SpeechModel[], voices: readonly Voice[]): ReaderGroup[] {
  return models
    .map((model) => ({
      model,
      system: model.systemVoices.map((name) => systemReader(model.id, name)),
      own: voices
        .filter(({ modelId, state }) => model.ownVoices && modelId === model.id && state === "ready")
        .map(({ id: voiceId, name, own }) => ({
          ...{ modelId: model.id, voice: { kind: "own" as const, voiceId }, name },
          shared: !own,
        })),
    }))
    .filter(({ system, own }) => system.length + own.length > 0);
}

/** Stands for a reader in a list to choose from. */
export function keyOf({ modelId, voice }: Pick<Reader, "modelId" | "voice">): string {
  return `${modelId} ${voice.kind === "own" ? voice.voiceId : voice.name}`;
}

/**
 * Who reads: the one that was chosen, or else the first one. Pure.
 * @returns with `lost`: who was chosen and cannot read any more
 */
export function readerOf(
  groups: readonly ReaderGroup[],
  chosen: Reader | undefined,
): { reader?: Reader; model?: SpeechModel; lost?: Reader } {
  const all = groups.flatMap(({ model, system, own }) => [...system, ...own].map((reader) => ({ reader, model })));
  const found = chosen && all.find(({ reader }) => keyOf(reader) === keyOf(chosen));
  // Not the first that comes, which may be another person's voice: one of the provider's.
  const first = all.find(({ reader }) => reader.voice.kind === "system") ?? all[0];
  return found ?? { ...first, ...(chosen && { lost: chosen }) };
}

export function readKept(): Reader | undefined {
  return readDraft(draftName, parseReader);
}

/** What this browser has kept. Pure. */
export function parseReader(kept: unknown): Reader | undefined {
  const { modelId, voice, name } = (kept ?? {}) as { modelId?: unknown; voice?: unknown; name?: unknown };
  if (typeof modelId !== "string") return undefined;
  // Before there were others, the name of one of the provider's.
  if (typeof voice === "string") return systemReader(modelId, voice);
  const { voiceId } = (voice ?? {}) as { voiceId?: unknown };
  if (typeof voiceId !== "string" || typeof name !== "string") return undefined;
  return { modelId, voice: { kind: "own", voiceId }, name };
}

export function keepReader({ modelId, voice, name }: Reader): void {
  keepDraft(draftName, voice.kind === "system" ? { modelId, voice: voice.name } : { modelId, voice, name });
}

function systemReader(modelId: string, name: string): Reader {
  return { modelId, voice: { kind: "system", name }, name: name.charAt(0).toUpperCase() + name.slice(1) };
}
