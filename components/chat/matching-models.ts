import type { ModelSummary } from "@/lib/models/schema";

/** The models whose name or id holds every word of the query, wherever it stands; best first where it stands at the beginning. */
export function matchingModels(models: readonly ModelSummary[], query: string): ModelSummary[] {
  const words = query
    .toLowerCase()
    .split(/[\s/_-]+/)
    .filter(Boolean);
  if (words.length === 0) return [...models];
  return models
    .filter(({ id, name }) => {
      const text = `${id} ${name}`.toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .sort((first, second) => Number(begins(second, words[0]!)) - Number(begins(first, words[0]!)));
}

function begins({ name }: ModelSummary, word: string): boolean {
  return name.toLowerCase().startsWith(word);
}
