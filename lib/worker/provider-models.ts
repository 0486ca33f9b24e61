import type { ProviderListEntry } from "@/lib/models";
import type { ModelFilter } from "@/lib/siliconflow";

/** Asks for the ids of one kind, or of all models. */
type List = (filter: ModelFilter) => Promise<{ id: string }[]>;

const kinds = [
  { type: "text", subType: "chat" },
  { type: "text", subType: "embedding" },
  { type: "text", subType: "reranker" },
  { type: "image", subType: "text-to-image" },
  { type: "image", subType: "image-to-image" },
  { type: "audio", subType: "speech-to-text" },
  { type: "video", subType: "text-to-video" },
] as const;

/** Kinds that cannot be asked for: what their type has beyond those above. */
const remainders = [
  { type: "audio", subType: "text-to-speech" },
  { type: "video", subType: "image-to-video" },
] as const;

/**
 * Every model the provider has, with its kind as far as the provider tells: the list itself has ids alone, so it is
 * asked once for all and once for each kind. Only the first answer must come; without the others kinds are unknown.
 * @see SiliconFlow API reference, GET /models
 */
export async function listProviderModels(list: List): Promise<ProviderListEntry[]> {
  const all = await list({});
  const found = new Map<string, { type: string; subType: string }[]>();
  for (const { type, subType } of kinds) {
    for (const { id } of await list({ subType }).catch(() => []))
      found.set(id, [...(found.get(id) ?? []), { type, subType }]);
  }
  for (const kind of remainders) {
    for (const { id } of await list({ type: kind.type }).catch(() => [])) if (!found.has(id)) found.set(id, [kind]);
  }
  return all.map(({ id }) => ({ id, ...kindOf(found.get(id) ?? []) }));
}

/** A model of several types is one of a server that ignores the question. */
function kindOf(claimed: { type: string; subType: string }[]): { type?: string; subType?: string } {
  return new Set(claimed.map(({ type }) => type)).size === 1 ? claimed[0]! : {};
}
