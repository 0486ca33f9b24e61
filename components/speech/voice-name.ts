import type { JsonObject } from "@/lib/models/schema";
import type { Voice } from "@/lib/voices/schema";

/** Who speaks, as people call them, or called them then; undefined where that cannot be said any more. */
export function voiceName(
  { voice, voiceName: calledThen }: JsonObject,
  voices: readonly Pick<Voice, "id" | "name">[],
  words: { clipName: string },
): string | undefined {
  if (typeof voice !== "object" || voice === null || Array.isArray(voice)) return undefined;
  const { kind, name, voiceId } = voice;
  if (kind === "system" && typeof name === "string") return name.charAt(0).toUpperCase() + name.slice(1);
  if (kind === "own") {
    const known = voices.find(({ id }) => id === voiceId)?.name;
    return known ?? (typeof calledThen === "string" ? calledThen : undefined);
  }
  return kind === "clip" ? words.clipName : undefined;
}
