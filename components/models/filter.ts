import type { ModelSummary } from "@/lib/models/schema";
import { capabilitiesOf } from "./words";

export interface ModelFilter {
  /** words, each of which the name or the id must hold */
  q: string;
  /** a sub-type, or empty for every kind */
  kind: string;
  /** an ability, or empty */
  can: string;
}

export function readFilter(parameters: { get(name: string): string | null }): ModelFilter {
  return {
    q: parameters.get("q")?.slice(0, 100) ?? "",
    kind: parameters.get("kind") ?? "",
    can: parameters.get("can") ?? "",
  };
}

export function filterModels<Model extends ModelSummary>(models: readonly Model[], filter: ModelFilter): Model[] {
  const words = filter.q.toLowerCase().split(/\s+/).filter(Boolean);
  return models.filter((model) => {
    const text = `${model.name} ${model.id}`.toLowerCase();
    return (
      words.every((word) => text.includes(word)) &&
      (!filter.kind || model.subType === filter.kind) &&
      (!filter.can || capabilitiesOf(model).some((name) => name === filter.can))
    );
  });
}

const kindOrder = [
  "chat",
  "text-to-image",
  "image-to-image",
  "text-to-video",
  "image-to-video",
  "text-to-speech",
  "speech-to-text",
  "embedding",
  "reranker",
];

/** What one can use first, what one comes for first; by name within. */
export function inReadingOrder<Model extends ModelSummary>(models: readonly Model[]): Model[] {
  const rank = (model: Model) => {
    const kind = kindOrder.indexOf(model.subType);
    return (model.offered ? 0 : 100) + (kind < 0 ? kindOrder.length : kind);
  };
  return models.toSorted((first, second) => rank(first) - rank(second));
}
